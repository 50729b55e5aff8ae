import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.scenario.firm_settings import LeverSettings
from hooper.strategies.budget import Budget, Prices

PRICES = Prices(contact=0.5, gift=0.25, enrolment=0.2, agent_per_period=60.0, reward_rate=0.03)


def test_an_offer_costs_the_letter_and_the_gift_at_its_strength():
    levers = LeverSettings(offer_contact_cost=0.15, offer_value=0.4, offer_strength=2.0, enrolment_cost=0.2)
    prices = Prices.of(levers, 60.0, 0.03)
    assert prices.offer == pytest.approx(0.95)
    letter_and_gifts = levers.win_back_contact_cost, (6.0, 10.0, 4.0)
    others = levers.referral_reward, levers.of_strength(), dict.fromkeys(levers.of_programmes(), 0.0)
    assert prices == Prices(prices.contact, prices.gift, 0.2, 60.0, 0.03, *letter_and_gifts, *others)


COSTS = st.lists(st.floats(0.0, 9.0), max_size=30)


def test_what_is_left_is_what_was_granted_less_what_was_spent_and_refusals_cost_nothing():
    budget = Budget(PRICES, 13)
    budget.grant(10.0)
    assert budget.pay(np.array([3.0, 8.0])) == 1
    assert (budget.left, budget.spent, budget.refused) == (7.0, 3.0, 8.0)


def test_what_is_not_claimed_can_be_spent_again():
    budget = Budget(PRICES, 13, granted=10.0, spent=9.0)
    budget.take_back(4.0)
    assert (budget.left, budget.spent) == (5.0, 5.0)


@given(COSTS, st.floats(0.0, 50.0))
def test_the_first_costs_that_fit_are_affordable_and_not_one_more(costs, money):
    count = Budget(PRICES, 13, granted=money).affordable(np.array(costs))
    reached = [math.fsum(costs[: k + 1]) for k in range(len(costs))]
    rounding = 1e-12 * (1.0 + money)
    assert count == 0 or reached[count - 1] <= money + rounding
    assert count == len(costs) or reached[count] > money - rounding


def test_a_budget_that_is_spent_to_the_last_is_not_overdrawn_by_rounding():
    granted, spent = 0.8073360571910505, 0.25010351889316745
    assert spent + (granted - spent) > granted
    budget = Budget(PRICES, 13, granted, spent)
    assert budget.pay(np.array([budget.left])) == 1
    assert budget.left == 0.0


@given(st.lists(st.tuples(st.floats(0.0, 50.0), COSTS), max_size=8))
def test_a_budget_is_never_overdrawn_and_what_was_asked_for_is_spent_or_refused(reviews):
    budget, asked = Budget(PRICES, 13), 0.0
    for money, costs in reviews:
        budget.grant(money)
        budget.pay(np.array(costs))
        asked += sum(costs)
        assert budget.left >= 0.0
    assert budget.spent + budget.refused == pytest.approx(asked, rel=1e-12, abs=1e-12)
