"""What each strategy decides on a handful of customers, worked out by hand."""

from dataclasses import replace
from math import log
from types import SimpleNamespace

import numpy as np
import pytest

from hooper.economics.budget_split import best_split
from hooper.economics.response_curve import ResponseCurve
from hooper.economics.spending_optimum import Prospects
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.customer_summary import CustomerSummary
from hooper.mechanisms.defection import CAUSES
from hooper.strategies.acquisition_only import AcquisitionOnly
from hooper.strategies.acquisition_retention_split import AcquisitionRetentionSplit
from hooper.strategies.actions import (
    CARE,
    CROSS_SELL,
    ENROLMENT,
    OFFER,
    PERSONAL_BOND,
    STRUCTURAL_TIE,
    WIN_BACK_BUNDLE,
    WIN_BACK_DISCOUNT,
    WIN_BACK_UPGRADE,
    FirmLevers,
)
from hooper.strategies.budget import Budget, Prices
from hooper.strategies.cross_selling import CrossSelling
from hooper.strategies.customer_care import CustomerCare
from hooper.strategies.draws import Draws
from hooper.strategies.frequent_contact import FrequentContact
from hooper.strategies.key_account_management import KeyAccountManagement
from hooper.strategies.let_go_below_zero import LetGoBelowZero
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from hooper.strategies.mass_discount import MassDiscount
from hooper.strategies.more_service_capacity import MoreServiceCapacity
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.observed_view import KnownCustomers, ObservedView
from hooper.strategies.onboarding import Onboarding
from hooper.strategies.personal_bonds import PersonalBonds
from hooper.strategies.premium_pricing import PremiumPricing
from hooper.strategies.random_offer import RandomOffer
from hooper.strategies.recovery_excellence import RecoveryExcellence
from hooper.strategies.referral_reward import ReferralReward
from hooper.strategies.risk_targeted_offer import RiskTargetedOffer
from hooper.strategies.service_quality import ServiceQuality
from hooper.strategies.staff_training import StaffTraining
from hooper.strategies.structural_bonds import StructuralBonds
from hooper.strategies.wider_assortment import WiderAssortment
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


# Everything costs 1 in these prices, and programmes 2 a period; the five have spent 30, 150, 90, 150, 60.
NAMES = ("personal_bond", "structural_tie", "care", "onboarding", "cross_sell", "let_go")
DEAR = replace(
    PRICES,
    of_strength=dict.fromkeys(NAMES, 1.0),
    of_programmes=dict.fromkeys(("training", "quality", "assortment", "recovery"), 2.0),
    margin=0.5,
    serving_cost_per_month=1.0,
)
LATELY = (0.0, 20.0, 26.0, 25.0, 1.0)


def decided(strategy, money=1e6, seen=None):
    seen = seen or view(recency=LATELY)
    return strategy.decide(seen, Budget(DEAR, 13, granted=money), DRAWS)


@pytest.mark.parametrize(
    ("strategy", "lever"),
    [
        (PersonalBonds(most_share=1.0, active_within_days=50.0), PERSONAL_BOND),
        (StructuralBonds(most_share=1.0, active_within_days=50.0), STRUCTURAL_TIE),
        (CustomerCare(active_within_days=50.0), CARE),
        (CrossSelling(active_within_days=50.0), CROSS_SELL),
    ],
)
def test_the_biggest_spenders_of_the_active_come_first(strategy, lever):
    actions = decided(strategy)
    assert sorted(actions.rows[:2].tolist()) == [1, 3], "ties of spend by lot"
    assert actions.rows[2:].tolist() == [2], "the others have been silent for half a year"
    assert set(actions.levers.tolist()) == {lever}
    assert decided(strategy, money=2.5).rows.tolist() == actions.rows[:2].tolist()


def test_not_more_than_a_share_of_the_active_has_a_bond_and_nobody_whose_contract_has_ended():
    seen = view(recency=LATELY, ended_days=(np.nan, 100.0, np.nan, np.nan, np.nan))
    wants = PersonalBonds(most_share=0.7, active_within_days=50.0)
    assert decided(wants, seen=seen).rows.tolist() == [3], "0.7 of two, rounded down"


def test_a_key_account_has_a_manager_and_a_call_or_neither():
    wants = KeyAccountManagement(accounts_share=0.5, bond_strength=2.0, active_within_days=50.0)
    actions = decided(wants, money=5.9)
    assert actions.rows.size == 2
    assert actions.levers.tolist() == [PERSONAL_BOND, CARE]
    assert actions.strengths.tolist() == [2.0, 1.0]
    assert actions.costs.tolist() == [2.0, 1.0]
    assert np.unique(decided(wants, money=6.0).rows).size == 2


def test_newcomers_are_helped_and_nobody_else():
    known = view().known
    ages, recency = np.array([2.0, 26.0, 13.0, 13.1, 26.0]), np.array([0.0, 20.0, 10.0, 10.0, 20.0])
    known = replace(known, summary=replace(known.summary, age=ages, recency=recency))
    seen = replace(view(), look=lambda: known)
    assert sorted(decided(Onboarding(), seen=seen).rows.tolist()) == [0, 2]
    assert decided(Onboarding(), money=1.0, seen=seen).rows.size == 1


@pytest.mark.parametrize(("contact", "lever"), [("offer", OFFER), ("care", CARE)])
def test_frequent_contact_goes_by_lot_to_all_who_are_active(contact, lever):
    actions = decided(FrequentContact(contact=contact, active_within_days=50.0))
    lots = DRAWS.uniforms(view().summary.customer_id)
    assert actions.rows.tolist() == [row for row in np.argsort(lots).tolist() if row in {1, 2, 3}]
    assert set(actions.levers.tolist()) == {lever}


@pytest.mark.parametrize(
    ("strategy", "lever"),
    [
        (StaffTraining(strength=0.5), "training"),
        (ServiceQuality(strength=0.5), "quality"),
        (WiderAssortment(strength=0.5), "assortment"),
        (RecoveryExcellence(strength=0.5), "recovery"),
    ],
)
def test_a_programme_runs_as_strongly_as_the_money_lasts(strategy, lever):
    assert decided(strategy).firm == FirmLevers(**{lever: 0.5})
    assert getattr(decided(strategy, money=5.2).firm, lever) == pytest.approx(0.2), "13 periods of 2"
    assert decided(strategy, money=0.0).firm == FirmLevers()


def test_rewards_and_premiums_need_nobody_chosen():
    assert decided(ReferralReward(rewards=2.0)).firm == FirmLevers(referral_reward=2.0)
    assert decided(ReferralReward(), money=0.0).firm == FirmLevers()
    assert decided(PremiumPricing(premium=0.1), money=0.0).firm == FirmLevers(price_premium=0.1)


def test_all_money_goes_into_newcomers_or_the_part_that_the_best_split_gives_them():
    assert decided(AcquisitionOnly(), money=26.0).firm.acquisition == pytest.approx(2.0)
    seen, split = view(recency=LATELY), AcquisitionRetentionSplit(active_within_days=50.0)
    actions, margin = decided(split, money=20.0, seen=seen), 0.5 * 1000.0 / 5
    winning, keeping = (
        ResponseCurve(most, log(2.0) / (at * margin)) for most, at in ((0.4, 1.0), (0.9, 0.05))
    )
    best = best_split(Prospects(winning, keeping, margin, 0.025), 4.0)
    share = best.acquisition_spend / 4.0
    assert 0.0 < share < 1.0
    assert actions.firm.acquisition == pytest.approx(20.0 * share / 13, rel=1e-5)
    assert set(actions.levers.tolist()) <= {OFFER}
    assert actions.costs.sum() + 13 * actions.firm.acquisition <= 20.0
    assert decided(split, money=0.0).firm == FirmLevers()
    assert decided(split, seen=view(revenue=0.0)).firm == FirmLevers()


@pytest.mark.parametrize("status", ["ok", "failed"])
def test_who_is_expected_to_cost_more_than_she_brings_is_let_go(status):
    """Orders a month, times 0.5 of 30 an order, times the chance of being alive, less 1 a month."""
    seen = with_estimates(status)
    seen.__dict__["estimates"].bg_nbd.parameters = {"r": 0.5, "alpha": 10.0}
    orders = (0.5 + FREQUENCY) / 36.0 * DAYS_PER_MONTH / 7.0
    expected = np.array([1.0, 0.9, 0.3, 0.1, 0.5]) * orders * 15.0 - 1.0
    worst_first = [row for row in np.argsort(expected).tolist() if expected[row] < 0.0]
    actions = decided(LetGoBelowZero(), seen=seen)
    assert actions.rows.tolist() == (worst_first if status == "ok" else [])
    assert worst_first
    assert decided(LetGoBelowZero(least_months_known=7.0), seen=seen).rows.size == 0
