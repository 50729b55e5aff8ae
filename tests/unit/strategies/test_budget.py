import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.scenario.firm_settings import LeverSettings
from hooper.strategies.budget import Budget, Prices

PRICES = Prices(contact=0.5, gift=0.25, enrolment=0.2, agent_per_period=60.0, reward_rate=0.03)


def test_an_offer_costs_the_letter_and_the_gift_at_its_strength():
    levers = LeverSettings(offer_contact_cost=0.15, offer_value=0.4, offer_strength=2.0, enrolment_cost=0.2)
    prices = Prices.of(levers, 60.0)
    assert prices.offer == pytest.approx(0.95)
    assert prices == Prices(prices.contact, prices.gift, 0.2, 60.0, levers.reward_rate)


def test_what_is_left_is_what_was_granted_less_what_was_spent_and_refusals_cost_nothing():
    budget = Budget(PRICES, 13)
    budget.grant(10.0)
    budget.charge(3.0)
    budget.refuse(4.0)
    assert (budget.left, budget.spent, budget.refused) == (7.0, 3.0, 4.0)


@given(st.lists(st.floats(0.0, 9.0), max_size=30), st.floats(-5.0, 50.0))
def test_the_first_actions_that_fit_are_affordable_and_not_one_more(costs, money):
    budget = Budget(PRICES, 13, granted=money)
    count = budget.affordable(np.array(costs))
    reached = np.cumsum(costs)
    assert count == 0 or reached[count - 1] <= max(money, 0.0)
    assert count == len(costs) or reached[count] > max(money, 0.0)
