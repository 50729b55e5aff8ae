"""What each strategy decides on a handful of customers, worked out by hand."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from hooper.history.customer_summary import CustomerSummary
from hooper.mechanisms.defection import CAUSES
from hooper.strategies.actions import (
    ENROLMENT,
    OFFER,
    WIN_BACK_BUNDLE,
    WIN_BACK_DISCOUNT,
    WIN_BACK_UPGRADE,
    FirmLevers,
)
from hooper.strategies.budget import Budget, Prices
from hooper.strategies.draws import Draws
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from hooper.strategies.mass_discount import MassDiscount
from hooper.strategies.more_service_capacity import MoreServiceCapacity
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.observed_view import KnownCustomers, ObservedView
from hooper.strategies.random_offer import RandomOffer
from hooper.strategies.risk_targeted_offer import RiskTargetedOffer
from hooper.strategies.win_back_offer import WinBackOffer

PRICES = Prices(
    contact=0.5,
    gift=0.25,
    enrolment=0.5,
    agent_per_period=10.0,
    reward_rate=0.03,
    win_back_contact=0.3,
    win_back_gifts=(6.0, 10.0, 4.0),
)
DRAWS = Draws((1, 0), 26)
FREQUENCY = np.array([0, 4, 2, 4, 1])


def view(revenue=1000.0, enrolled=(0.0,) * 5, ended_days=(np.nan,) * 5, reasons=(), recency=()):
    n = FREQUENCY.size
    summary = CustomerSummary(
        customer_id=np.arange(n, dtype=np.uint64),
        frequency=FREQUENCY.copy(),
        recency=np.array(recency) if len(recency) else np.where(FREQUENCY > 0, 20.0, 0.0),
        age=np.full(n, 26.0),
        mean_spend=np.where(FREQUENCY > 0, 30.0, np.nan),
        spend_count=FREQUENCY.copy(),
        total_spend=30.0 * (FREQUENCY + 1.0),
        first_time_days=np.zeros(n),
        unit_days=7.0,
        cut_days=182.0,
    )
    nothing = np.zeros(n, np.int64)
    told = np.array([CAUSES.index(reason) if reason else -1 for reason in reasons or (None,) * n])
    known = KnownCustomers(summary, nothing, nothing, np.array(enrolled), np.array(ended_days), told)
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


# After half a year customers have been silent for 182, 112, 175, 42 and 14 days.
SILENT = (0.0, 10.0, 1.0, 20.0, 24.0)


def test_win_back_letters_go_to_the_silent_the_biggest_spenders_first_and_not_to_those_given_up():
    wants = WinBackOffer(kind="upgrade", silent_days=100.0, given_up_after_days=180.0)
    actions = wants.decide(view(recency=SILENT), budget(1e6), DRAWS)
    assert actions.rows.tolist() == [1, 2], "they have spent 150 and 90"
    assert set(actions.levers.tolist()) == {WIN_BACK_UPGRADE}
    assert actions.costs.tolist() == [0.3, 0.3]


@pytest.mark.parametrize(("money", "letters"), [(1.4, 0), (1.6, 1), (3.1, 2), (99.0, 3)])
def test_most_of_the_budget_is_kept_for_what_win_back_offers_promise(money, letters):
    wants = WinBackOffer(silent_days=100.0, given_up_after_days=200.0, kept_for_gifts=0.8)
    assert wants.decide(view(recency=SILENT), budget(money), DRAWS).rows.size == letters


def test_under_contracts_letters_go_to_whose_contract_has_ended_and_answer_the_reason_told():
    """The second and third have not been silent for long, and the fourth has been away for too long."""
    ended = (np.nan, 150.0, 170.0, 1.0, 180.0)
    told = (None, "rival", "quality", "service", None)
    wants = WinBackOffer(kind="by_reason", silent_days=1e3, given_up_after_days=100.0)
    actions = wants.decide(view(ended_days=ended, reasons=told), budget(1e6), DRAWS)
    levers = dict(zip(actions.rows.tolist(), actions.levers.tolist(), strict=True))
    assert levers == {1: WIN_BACK_DISCOUNT, 2: WIN_BACK_UPGRADE, 4: WIN_BACK_BUNDLE}


@pytest.mark.parametrize(
    ("reason", "lever"),
    [
        *zip(("value", "rival"), (WIN_BACK_DISCOUNT,) * 2, strict=True),
        *zip(("service", "staff", "quality"), (WIN_BACK_UPGRADE,) * 3, strict=True),
        *zip(("assortment", "natural", None), (WIN_BACK_BUNDLE,) * 3, strict=True),
    ],
)
def test_each_reason_has_its_answer(reason, lever):
    seen = view(ended_days=(180.0,) * 5, reasons=(reason,) * 5)
    assert set(WinBackOffer(kind="by_reason").decide(seen, budget(1e6), DRAWS).levers.tolist()) == {lever}


def test_offers_by_lot_go_to_those_with_a_lot_below_the_share_lowest_first():
    lots = DRAWS.uniforms(view().summary.customer_id)
    actions = RandomOffer(share=0.6).decide(view(), budget(1e6), DRAWS)
    below = np.flatnonzero(lots < 0.6)
    assert actions.rows.tolist() == below[np.argsort(lots[below])].tolist()
    assert set(actions.levers.tolist()) == {OFFER}
    assert RandomOffer(share=1.0).decide(view(), budget(1e6), DRAWS).rows.size == FREQUENCY.size


def test_where_money_is_short_the_lowest_lots_get_the_offer():
    lots = DRAWS.uniforms(view().summary.customer_id)
    actions = RandomOffer(share=1.0).decide(view(), budget(1.5), DRAWS)
    assert actions.rows.tolist() == np.argsort(lots)[:2].tolist()


def test_only_who_bought_lately_takes_part_if_that_is_asked_for_whatever_became_of_the_contract():
    recency = np.where(FREQUENCY > 0, [0.0, 26.0, 24.0, 10.0, 25.5], 0.0)
    seen = view(recency=recency, ended_days=(np.nan, 180.0, np.nan, np.nan, np.nan))
    actions = RandomOffer(share=1.0, active_within_days=14.0).decide(seen, budget(1e6), DRAWS)
    assert sorted(actions.rows.tolist()) == [1, 4], "silent for 0 and 3.5 days; 14 days are too many"
