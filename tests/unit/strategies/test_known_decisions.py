"""What each strategy decides on a handful of customers, worked out by hand."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from hooper.history.customer_summary import CustomerSummary
from hooper.strategies.actions import ENROLMENT, OFFER, FirmLevers
from hooper.strategies.budget import Budget, Prices
from hooper.strategies.draws import Draws
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from hooper.strategies.mass_discount import MassDiscount
from hooper.strategies.more_service_capacity import MoreServiceCapacity
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.observed_view import KnownCustomers, ObservedView
from hooper.strategies.risk_targeted_offer import RiskTargetedOffer

PRICES = Prices(contact=0.5, gift=0.25, enrolment=0.5, agent_per_period=10.0, reward_rate=0.03)
DRAWS = Draws((1, 0), 26)
FREQUENCY = np.array([0, 4, 2, 4, 1])


def view(revenue=1000.0, enrolled=(0.0, 0.0, 0.0, 0.0, 0.0)):
    n = FREQUENCY.size
    summary = CustomerSummary(
        customer_id=np.arange(n, dtype=np.uint64),
        frequency=FREQUENCY.copy(),
        recency=np.where(FREQUENCY > 0, 20.0, 0.0),
        age=np.full(n, 26.0),
        mean_spend=np.where(FREQUENCY > 0, 30.0, np.nan),
        spend_count=FREQUENCY.copy(),
        total_spend=30.0 * (FREQUENCY + 1.0),
        first_time_days=np.zeros(n),
        unit_days=7.0,
        cut_days=182.0,
    )
    nothing = np.zeros(n, np.int64)
    known = KnownCustomers(summary, nothing, nothing, np.array(enrolled))
    return ObservedView(lambda: known, revenue, 0.5, 0.1)


def budget(money):
    return Budget(PRICES, periods_to_next_review=13, granted=money)


def test_no_intervention_does_nothing():
    actions = NoIntervention().decide(view(), budget(1e6), DRAWS)
    assert actions.rows.size == 0
    assert actions.firm == FirmLevers()


@pytest.mark.parametrize(("money", "discount"), [(50.0, 0.05), (1e6, 0.2), (0.0, 0.0)])
def test_a_mass_discount_spreads_the_money_over_the_revenue_and_is_never_too_deep(money, discount):
    assert MassDiscount().decide(view(), budget(money), DRAWS).firm.discount == discount


def test_a_mass_discount_without_revenue_is_none():
    assert MassDiscount().decide(view(revenue=0.0), budget(50.0), DRAWS).firm == FirmLevers()


@pytest.mark.parametrize(("money", "agents"), [(129.0, 0), (130.0, 1), (259.9, 1), (1e6, 2)])
def test_agents_are_hired_until_the_next_review_or_not_at_all(money, agents):
    assert MoreServiceCapacity().decide(view(), budget(money), DRAWS).firm.extra_agents == agents


def test_the_programme_enrols_the_heaviest_buyers_first_and_keeps_money_for_rewards():
    actions = LoyaltyProgramme().decide(view(), budget(3.8), DRAWS)
    assert sorted(actions.rows[:2].tolist()) == [1, 3]
    assert actions.rows[2:].tolist() == [2], "3.80 less 60 % kept for rewards pays three cards of 0.50"
    assert set(actions.levers.tolist()) == {ENROLMENT}


def test_the_programme_leaves_out_members_and_those_who_never_came_back():
    actions = LoyaltyProgramme().decide(view(enrolled=(0.0, 1.0, 0.0, 0.0, 0.0)), budget(1e6), DRAWS)
    assert actions.rows.tolist() == [3, 2, 4]


def with_estimates(status="ok"):
    """Return the view with estimates that are known beforehand."""
    known = replace(view())
    alive = np.array([1.0, 0.9, 0.3, 0.1, 0.5])
    estimates = SimpleNamespace(bg_nbd=SimpleNamespace(status=status), probability_alive=alive)
    known.__dict__["estimates"] = estimates
    return known


def test_offers_go_to_those_most_at_risk_but_not_to_the_lost_nor_to_one_time_buyers():
    actions = RiskTargetedOffer().decide(with_estimates(), budget(1e6), DRAWS)
    assert actions.rows.tolist() == [2, 4, 1]
    assert set(actions.levers.tolist()) == {OFFER}
    assert actions.costs.tolist() == [0.75] * 3


def test_offers_stop_where_the_money_ends():
    assert RiskTargetedOffer().decide(with_estimates(), budget(1.6), DRAWS).rows.tolist() == [2, 4]


@pytest.mark.parametrize("status", ["flat", "failed"])
def test_without_a_fit_nobody_gets_an_offer(status):
    assert RiskTargetedOffer().decide(with_estimates(status), budget(1e6), DRAWS).rows.size == 0
