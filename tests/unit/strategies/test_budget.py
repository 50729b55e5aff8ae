import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.scenario.firm_settings import LeverSettings
from hooper.strategies.actions import CARE, ENROLMENT, OFFER, FirmLevers
from hooper.strategies.budget import Budget, Prices
from tests.small_worlds import changed, retail

PRICES = Prices(contact=0.5, gift=0.25, enrolment=0.2, agent_per_period=60.0, reward_rate=0.03)


def test_an_offer_costs_the_letter_and_the_gift_at_its_strength():
    levers = LeverSettings(offer_contact_cost=0.15, offer_value=0.4, offer_strength=2.0, enrolment_cost=0.2)
    world = changed(retail(2_000, period="month"), levers=levers.model_dump())
    prices = Prices.of(world)
    assert prices.offer == pytest.approx(0.95)
    letter_and_gifts = levers.win_back_contact_cost, (6.0, 10.0, 4.0)
    programmes = {name: 2.0 * cost for name, cost in levers.of_programmes().items()}
    known = world.margin, world.economics.flat_serving_cost_per_month
    others = levers.referral_reward_value, levers.of_strength(), programmes, *known
    assert prices == Prices(prices.contact, prices.gift, 0.2, 2500.0, 0.03, *letter_and_gifts, *others)
    assert prices.of_action(OFFER) == prices.offer
    assert prices.of_action(ENROLMENT) == prices.enrolment
    assert prices.of_action(CARE) == levers.attention_cost


def test_a_period_costs_the_agents_the_programmes_and_what_is_spent_on_newcomers():
    prices = replace(
        PRICES, of_programmes={"training": 7.0, "quality": 20.0, "assortment": 3.0, "recovery": 2.0}
    )
    levers = FirmLevers(discount=0.5, extra_agents=2, training=0.5, quality=1.0, acquisition=11.0)
    assert prices.of_a_period(levers) == 2 * 60.0 + 3.5 + 20.0 + 11.0
    assert prices.of_a_period(FirmLevers(price_premium=0.1, referral_reward=5.0)) == 0.0


@given(st.floats(0.01, 1e6), st.floats(0.01, 1e4), st.integers(1, 100))
def test_a_programme_that_is_planned_until_the_next_review_is_paid_in_each_period(money, price, periods):
    prices = replace(PRICES, of_programmes={"training": price})
    budget = Budget(prices, periods, granted=money)
    strength = budget.strength_until_next_review("training", most=1.0)
    assert 0.0 <= strength <= 1.0
    assert strength == 1.0 or strength * price * periods == pytest.approx(money, rel=1e-6)
    assert all(budget.pay(np.array([strength * price])) for _ in range(periods))


@pytest.mark.parametrize(("price", "wanted", "bought"), [(3.0, 9, 3), (3.0, 2, 2), (0.0, 9, 9), (11.0, 9, 0)])
def test_as_many_are_bought_as_there_is_money_for_and_as_are_wanted(price, wanted, bought):
    assert Budget(PRICES, 13, granted=10.0).buys(price, wanted) == bought


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
