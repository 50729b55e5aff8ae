"""What the laws of behaviour must obey for every customer, whatever the numbers in the settings."""

import math
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hooper.foundation.jit import kernel
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.competition import Competition, competition
from hooper.mechanisms.contact_fatigue import ContactFatigueSettings, contact_fatigue
from hooper.mechanisms.cost_to_serve import CostToServeSettings
from hooper.mechanisms.cross_buying import CrossBuyingSettings, cross_buying
from hooper.mechanisms.defection import CAUSES, DefectionSettings, defection
from hooper.mechanisms.emotional_loyalty import EmotionalLoyaltySettings, emotional_loyalty
from hooper.mechanisms.expectation import ExpectationSettings, expectation
from hooper.mechanisms.failure import FailureSettings, failure
from hooper.mechanisms.knowledge import KnowledgeSettings, knowledge
from hooper.mechanisms.loyalty import LoyaltySettings, loyalty
from hooper.mechanisms.market_segment import MarketSegment, market_segment
from hooper.mechanisms.memory import MemorySettings
from hooper.mechanisms.persuasion import PersuasionSettings, persuasion
from hooper.mechanisms.purchase import MOST_ORDERS, PurchaseSettings, purchase
from hooper.mechanisms.rate_drift import RateDriftSettings
from hooper.mechanisms.recovery import RecoverySettings, recovery
from hooper.mechanisms.recovery_glow import RecoveryGlowSettings, recovery_glow
from hooper.mechanisms.reference_price import ReferencePriceSettings, reference_price
from hooper.mechanisms.referral import REFERS, ReferralSettings, referral
from hooper.mechanisms.satiation import SatiationSettings, satiation
from hooper.mechanisms.satisfaction import SatisfactionSettings, felt
from hooper.mechanisms.share_of_wallet import ShareOfWalletSettings, share_of_wallet
from hooper.mechanisms.stages import StagesSettings, stages
from hooper.mechanisms.standard import StandardSettings
from tests.unit.mechanisms import laws_twin

WEEK = 7.0
feelings = st.floats(-3.0, 3.0, width=32)
shares = st.floats(0.0, 1.0, width=32)
stage_numbers = st.integers(0, 3)
GRID = ((np.arange(4096) + 0.5) / 4096).astype(np.float32)


WITHOUT_BONDS = {"emotional_loyalty": 0.3}
BUYING = {"rate_drift": 0.0, "known": 1.0, "breadth": 1.0, "appetite": 1.0, "exposure": 1.0}
BUYING |= {"member": 0, "offer": 0, "programme": 0, "discount_felt": 0, "period": 3.0}
NO_PULL = {"price_gap": 0.0, "price_sensitivity": 1.0, "acquaintance": 0.0, "switching_cost": 0.0}
MARKET_AS_USUAL = {"competition_change": 0.0, "rivals_quality_change": 0.0, "rivals_value": 0.0}
MARKET_AS_USUAL |= {"share_of_wallet": 1.0, "demand_change": 0.0, "referral_pull": 0.0}
PLACES = ("first", "second", "third", "fourth")
USUAL_QUALITY = 0.37
WELL_SERVED = {"delay_felt": 0.0, "neglect_felt": 0.0}
UNMOVED = WITHOUT_BONDS | NO_PULL | WELL_SERVED | {"recent_experience_of_product": USUAL_QUALITY}


def open_holes(settings):
    return dict(zip(laws_twin.HOLES, settings.holes(USUAL_QUALITY).hazards, strict=True)) | WITHOUT_BONDS


compiled: Any = cache(kernel)


def call(law, settings, **fields):
    """Call a law as the engine does: compiled, with float32 for every number."""
    told = MARKET_AS_USUAL | fields
    values = [np.float32(told[name]) for name in law.reads]
    return compiled(law.function)(*values, float32(settings))


def float32(settings):
    return type(settings)(
        *(tuple(map(np.float32, each)) if isinstance(each, tuple) else np.float32(each) for each in settings)
    )


def leaving(**fields):
    usual = {"stage": 2, "loyalty": 0.4, "orders": 1, "frailty": 1.0, "wait_felt": 0.0, "failure_felt": 0.0}
    usual |= {"offer_pull": 0.0, "member": 0.0, "programme": 0.0, "discount_felt": 0.0, "cause_uniform": 0.5}
    usual |= NO_PULL | WELL_SERVED
    settings: DefectionSettings = fields.pop("settings", DefectionSettings())
    constants = settings.constants(WEEK, fields.pop("competition", 0.6))
    return call(defection, constants, **(usual | open_holes(settings) | fields))


# Satisfaction, expectation, loyalty


@given(feelings, feelings, stage_numbers, shares)
def test_more_satisfaction_never_makes_a_customer_leave(one, other, stage, drawn):
    loyal = [call(loyalty, LoyaltySettings().constants(), satisfaction=each) for each in sorted((one, other))]
    exits = [leaving(stage=stage, loyalty=each, exit_uniform=drawn)[0] for each in loyal]
    assert exits[1] <= exits[0]


@given(feelings, shares, shares)
def test_loyalty_lies_in_the_unit_interval_and_falls_with_competition(satisfaction, one, other):
    mild, fierce = (
        call(loyalty, LoyaltySettings(competition=c).constants(), satisfaction=satisfaction)
        for c in sorted((one, other))
    )
    assert 0.0 <= fierce <= mild + 1e-6 <= 1.0 + 1e-6


def test_loyalty_falls_strictly_with_competition_at_middling_satisfaction():
    curve = [
        call(loyalty, LoyaltySettings(competition=c / 10).constants(), satisfaction=0.1) for c in range(11)
    ]
    assert np.all(np.diff(curve) < -0.01)


@given(feelings, feelings, feelings, shares, shares)
def test_expectation_stays_between_itself_experience_and_rival(before, experienced, rival, adaptation, pull):
    settings = ExpectationSettings(
        adaptation_per_month=adaptation, rival_pull_per_month=pull, rival_level=rival
    )
    after = call(
        expectation, settings.constants(WEEK), expectation=before, experience=experienced, novelty=1.0
    )
    known = (before, experienced, rival)
    assert min(known) - 1e-5 <= after <= max(known) + 1e-5


@given(st.floats(0.0, 5.0, width=32), st.floats(1.0, 4.0, width=32), st.floats(0.0, 1.0), shares)
def test_losses_are_felt_at_least_as_much_as_gains(gap, aversion, zone, slope):
    settings = SatisfactionSettings(loss_aversion=aversion, zone_of_tolerance=zone, slope_in_zone=slope)
    s = float32(settings.constants(WEEK))
    gain, loss = felt(np.float32(gap), s), felt(np.float32(-gap), s)
    assert loss <= 1e-6
    assert -loss >= gain - 1e-5


@given(st.floats(0.25, 4.0, width=32), st.floats(0.0625, 1.0, width=32), shares)
def test_what_is_felt_has_no_jump_at_the_edges_of_the_zone(aversion, zone, slope):
    settings = SatisfactionSettings(loss_aversion=aversion, zone_of_tolerance=zone, slope_in_zone=slope)
    s = float32(settings.constants(WEEK))
    for edge in (zone, -zone):
        below, above = (felt(np.nextafter(np.float32(edge), np.float32(side)), s) for side in (-9.0, 9.0))
        assert math.isclose(below, above, abs_tol=4e-6)


@given(feelings, feelings, st.floats(0.0, 3.0), st.floats(0.0, 1.0), shares)
def test_a_larger_gap_is_never_felt_as_a_smaller_one(one, other, aversion, zone, slope):
    assume(aversion > 0.0)
    settings = SatisfactionSettings(loss_aversion=aversion, zone_of_tolerance=zone, slope_in_zone=slope)
    s = float32(settings.constants(WEEK))
    low, high = sorted((one, other))
    assert felt(np.float32(low), s) <= felt(np.float32(high), s) + 1e-6


# Buying, leaving, moving: one uniform decides


@given(shares, shares, st.floats(0.0, 3.0), stage_numbers)
def test_orders_never_fall_when_the_uniform_rises(one, other, rate, stage):
    fields = {"stage": stage, "purchase_rate": rate, **BUYING}
    few, many = (
        call(purchase, PurchaseSettings().constants(WEEK), purchase_uniform=u, **fields)[0]
        for u in sorted((one, other))
    )
    assert 0 <= few <= many <= MOST_ORDERS


def swept(law, settings, drawn, column, **fields):
    """Return one result of a law for every value of a draw on an even grid."""
    places = {name: np.float32(value) for name, value in (MARKET_AS_USUAL | fields).items()}
    s, function = float32(settings), compiled(law.function)
    return np.array(
        [function(*(u if name == drawn else places[name] for name in law.reads), s)[column] for u in GRID]
    )


@pytest.mark.parametrize("mean", [0.02, 0.5, 2.0])
def test_orders_are_poisson(mean):
    rate = mean / (WEEK * PurchaseSettings().multiplier_in_stability)
    fields = {"stage": 2, "purchase_rate": rate, **BUYING}
    orders = swept(purchase, PurchaseSettings().constants(WEEK), "purchase_uniform", 0, **fields)
    chances = [math.exp(-mean) * mean**k / math.factorial(k) for k in range(MOST_ORDERS)]
    np.testing.assert_allclose(
        np.bincount(orders.astype(int), minlength=9)[:8] / GRID.size, chances, atol=3e-4
    )


@pytest.mark.parametrize("stage", range(4))
def test_causes_share_the_exits_as_their_hazards_share_the_sum(stage):
    settings = DefectionSettings(
        natural_hazard_per_month=0.3,
        months_at_risk_per_order=0.5,
        pull_of_price_gap=1.5,
        bond_of_acquaintances=0.35,
    )
    fields = {
        "stage": stage,
        "loyalty": 0.3,
        "orders": 2,
        "frailty": 1.5,
        "wait_felt": 0.5,
        "failure_felt": 1.0,
        "delay_felt": 2.0,
        "neglect_felt": 1.0,
    }
    fields |= {"offer_pull": 0.2, "member": 1.0, "programme": 1.0, "discount_felt": 0.1}
    fields |= open_holes(settings) | {"price_gap": 0.5, "price_sensitivity": 1.2, "acquaintance": 1.0}
    fields |= {"switching_cost": 0.3}
    expected = np.array(hazards(settings, fields))
    constants = settings.constants(WEEK, 0.6)
    causes = swept(defection, constants, "cause_uniform", 1, exit_uniform=0.5, **fields)
    shares_of_causes = np.bincount(causes.astype(int), minlength=len(CAUSES)) / GRID.size
    np.testing.assert_allclose(shares_of_causes, expected / expected.sum(), atol=3e-4)
    exits = swept(defection, constants, "exit_uniform", 0, cause_uniform=0.5, **fields)
    assert abs(exits.mean() - (1.0 - math.exp(-expected.sum()))) < 3e-4


def hazards(settings, fields):
    w = SimpleNamespace(defection=settings, loyalty=LoyaltySettings(competition=0.6), period_days=WEEK)
    return laws_twin.hazards_of_leaving(SimpleNamespace(**MARKET_AS_USUAL, **fields), w)


@pytest.mark.parametrize("stage", range(4))
def test_chances_to_move_up_down_and_to_stay_add_up_to_one(stage):
    fields = {"stage": stage, "satisfaction": -0.5, "loyalty": 0.2, "orders": 1, "exits": 0, **UNMOVED}
    constants = StagesSettings().constants(DAYS_PER_MONTH, USUAL_QUALITY)
    after = swept(stages, constants, "stage_uniform", 0, **fields)
    s = StagesSettings()
    up = [
        s.exploration_up - 0.5 + s.first_order_pull,
        s.formation_up - 0.5,
        -99.0,
        s.decline_up - 0.3 * s.decline_loyalty,
    ]
    down = [
        s.exploration_down + 0.5,
        s.formation_down + 0.5,
        s.stability_down + 0.3 * s.stability_loyalty,
        -99.0,
    ]
    expected = np.zeros(4)
    expected[(1, 2, 2, 2)[stage]] += laws_twin.logistic(up[stage])
    expected[3] += laws_twin.logistic(down[stage])
    expected[stage] += 1.0 - expected.sum()
    np.testing.assert_allclose(np.bincount(after.astype(int), minlength=4) / GRID.size, expected, atol=3e-4)


@pytest.mark.parametrize("stage", range(4))
@pytest.mark.parametrize(
    ("driver", "logits"),
    [
        ({"recent_experience_of_product": USUAL_QUALITY + 0.8}, 0.5 * 0.8),
        ({"price_gap": 0.4}, -2.0 * 1.5 * 0.4),
    ],
)
def test_only_who_explores_asks_for_fulfilment_and_for_rival_offers(stage, driver, logits):
    drivers = StagesSettings(exploration_fulfilment=0.5, exploration_rival_offers=2.0)
    fields = {"stage": stage, "satisfaction": 0.1, "loyalty": 0.5, "orders": 1, "exits": 0}
    fields |= UNMOVED | {"price_sensitivity": 1.5}
    constants = drivers.constants(DAYS_PER_MONTH, USUAL_QUALITY)
    before, after = (
        swept(stages, constants, "stage_uniform", 0, **(fields | changed)) for changed in ({}, driver)
    )
    if stage:
        np.testing.assert_array_equal(after, before)
    else:
        usual, moved = ((each == 1.0).mean() for each in (before, after))
        assert abs(math.log(moved / (1 - moved)) - math.log(usual / (1 - usual)) - logits) < 4e-3


@given(stage_numbers, shares, shares, st.floats(0.0, 2.0, width=32))
def test_a_switching_cost_never_drives_out_and_divides_what_can_be_mended(stage, loyal, drawn, cost):
    fields = {"stage": stage, "loyalty": loyal, "exit_uniform": drawn}
    assert leaving(**fields, switching_cost=cost)[0] <= leaving(**fields)[0]


@given(stage_numbers, feelings, shares, st.integers(0, 8), shares)
def test_who_exits_is_gone_and_nobody_else_is(stage, satisfaction, loyal, orders, drawn):
    fields = {
        "stage": stage,
        "satisfaction": satisfaction,
        "loyalty": loyal,
        "orders": orders,
        "stage_uniform": drawn,
        **UNMOVED,
    }
    constants = StagesSettings().constants(WEEK, USUAL_QUALITY)
    assert call(stages, constants, exits=1, **fields) == (4.0, 1.0)
    after, moved = call(stages, constants, exits=0, **fields)
    assert after in {0.0, 1.0, 2.0, 3.0}
    assert moved == (after != stage)


@given(feelings, st.integers(0, 8), st.integers(0, 1), shares)
def test_talk_is_good_or_ill_and_only_the_content_who_stay_bring_anybody(satisfaction, orders, exits, drawn):
    fields = {"satisfaction": satisfaction, "orders": orders, "exits": exits, "talk_uniform": drawn}
    well, ill, brings, to_come, warns = call(referral, ReferralSettings().constants(WEEK), **fields)
    assert well + ill in {0.0, 1.0}
    assert well == 0.0 or satisfaction > 0.0
    assert brings == 0.0 or well * (1 - exits) == 1.0
    assert to_come == 0.0 or (exits and satisfaction <= 0.0)
    assert warns == ill + to_come


@given(feelings, st.integers(0, 8), shares, st.floats(0.0, 50.0, width=32))
def test_a_reward_adds_referrals_out_of_talk_that_there_is_and_changes_no_other(
    satisfaction, orders, drawn, pull
):
    fields = {"satisfaction": satisfaction, "orders": orders, "exits": 0, "talk_uniform": drawn}
    constants = ReferralSettings(recommendations_per_positive_talk=0.2).constants(WEEK)
    plain, rewarded = (call(referral, constants, **fields, referral_pull=each) for each in (0.0, pull))
    assert rewarded[:2] == plain[:2], "a reward makes nobody talk"
    assert rewarded[2] == plain[2] or (plain[2] == 0.0 and rewarded[2] == REFERS)
    assert rewarded[2] == 0.0 or rewarded[0] == 1.0


@given(st.floats(-2.0, 2.0, width=32), st.floats(0.0, 20.0, width=32))
def test_whoever_is_contacted_too_often_hears_less_of_an_offer_and_leaves_sooner(pull, recent):
    settings = ContactFatigueSettings(contacts_borne=2.0)
    heard, after = call(contact_fatigue, settings.constants(WEEK), offer_pull=pull, recent_contacts=recent)
    assert heard == pull or recent > 2.0
    assert heard <= max(pull, 0.0)
    assert 0.0 <= after <= recent


def test_recent_contacts_are_half_forgotten_after_a_half_life_and_tire_by_the_rule():
    settings = ContactFatigueSettings(half_life_months=2.0, contacts_borne=2.0)
    constants = settings.constants(2.0 * DAYS_PER_MONTH)
    heard, after = call(contact_fatigue, constants, offer_pull=1.0, recent_contacts=4.0)
    assert heard == pytest.approx(1.0 / (1.0 + 0.5 * 2.0) - 0.1 * 2.0)
    assert after == 2.0


@given(st.integers(0, 8), shares)
def test_a_failure_is_complained_about_or_felt_and_not_both(orders, drawn):
    case, silent, wait = call(
        failure, FailureSettings().constants(WEEK), orders=orders, mistakes=0.25, failure_uniform=drawn
    )
    assert case + silent in {0.0, 1.0}
    assert wait == 0.0


@given(st.integers(0, 3), st.integers(0, 3), st.floats(0.0, 30.0, width=32))
def test_what_was_made_good_is_forgiven_or_felt_and_not_both(silent, made_good, periods):
    fields = {"failure_felt": silent, "made_good": made_good, "unforgiving_periods": periods}
    felt, recovered, left, then = call(recovery, RecoverySettings().constants(WEEK), **fields)
    assert felt in {silent, silent + made_good}
    assert recovered == (made_good > 0 and felt == silent)
    assert left == 0.0
    anew = np.float32(6 * DAYS_PER_MONTH / WEEK)
    assert then == (anew if silent + made_good else max(np.float32(periods) - np.float32(1), 0))


@given(shares, shares, shares)
def test_the_glow_of_a_recovery_is_its_bonus_and_fades(glow, bonus, fading):
    settings = RecoveryGlowSettings(bonus=bonus, fading_per_month=fading).constants(WEEK)
    faded, renewed = (call(recovery_glow, settings, recovery_glow=glow, recovered=r) for r in (0, 1))
    assert 0.0 <= faded <= glow
    assert math.isclose(renewed - faded, bonus, abs_tol=1e-6)


@given(shares, shares, st.floats(-1.0, 1.0, width=32))
def test_an_offer_fades_and_never_turns_round(offer, fading, persuadability):
    settings = PersuasionSettings(fading_per_month=fading).constants(WEEK)
    pull, left = call(persuasion, settings, offer=offer, persuadability=persuadability)
    assert 0.0 <= left <= offer
    assert pull == np.float32(offer) * np.float32(persuadability)


# A month is a month, however it is cut into periods


@given(st.floats(0.25, 60.0))
def test_two_half_periods_are_one_whole(days):
    whole, half = (ExpectationSettings().constants(d) for d in (days, days / 2))
    assert math.isclose(1 - (1 - half.adaptation) ** 2, whole.adaptation, rel_tol=1e-9)
    assert math.isclose(1 - (1 - half.rival_pull) ** 2, whole.rival_pull, rel_tol=1e-9)
    whole, half = (SatisfactionSettings().constants(d) for d in (days, days / 2))
    assert math.isclose(1 - (1 - half.renewal) ** 2, whole.renewal, rel_tol=1e-9)
    whole, half = (PersuasionSettings().constants(d) for d in (days, days / 2))
    assert math.isclose((1 - half.fading) ** 2, 1 - whole.fading, rel_tol=1e-9)
    whole, half = (FailureSettings().constants(d) for d in (days, days / 2))
    assert math.isclose(1 - (1 - half.in_use) ** 2, whole.in_use, rel_tol=1e-9)
    whole, half = (DefectionSettings().constants(d, 0.6) for d in (days, days / 2))
    assert math.isclose(2 * half.idle_risk, whole.idle_risk)
    assert math.isclose(2 * half.natural[3], whole.natural[3])
    assert whole.order_risk == half.order_risk
    whole, half = (PurchaseSettings().constants(d) for d in (days, days / 2))
    np.testing.assert_allclose(np.multiply(half.days_by_stage, 2), whole.days_by_stage)


@given(st.floats(0.25, 60.0))
def test_what_fades_and_what_wanders_does_so_alike_in_two_half_periods(days):
    def composes(part, whole):
        return math.isclose(1 - (1 - part) ** 2, whole, rel_tol=1e-9)

    whole, half = (StandardSettings().constants(d, (1.0,)) for d in (days, days / 2))
    assert composes(half.rise, whole.rise)
    whole, half = (MemorySettings().constants(d) for d in (days, days / 2))
    assert composes(half.renewal, whole.renewal)
    whole, half = (EmotionalLoyaltySettings().constants(d) for d in (days, days / 2))
    assert composes(half.change, whole.change)
    whole, half = (KnowledgeSettings().constants(d) for d in (days, days / 2))
    assert composes(half.learned, whole.learned)
    whole, half = (RecoveryGlowSettings().constants(d) for d in (days, days / 2))
    assert composes(half.fading, whole.fading)
    assert half.bonus == whole.bonus
    whole, half = (RecoverySettings().constants(d) for d in (days, days / 2))
    assert math.isclose(half.unforgiving_periods, 2 * whole.unforgiving_periods)
    whole, half = (RateDriftSettings().constants(d) for d in (days, days / 2))
    assert math.isclose(half.kept**2, whole.kept, rel_tol=1e-9)
    variance = half.shock_sd**2 * (1.0 + half.kept**2)  # of two shocks, the first one faded
    assert math.isclose(variance, whole.shock_sd**2, rel_tol=1e-9)


@given(shares, feelings, feelings, feelings, st.integers(0, 1))
def test_emotional_loyalty_and_knowledge_stay_shares(share, relationship, brand, attachment, acquaintance):
    remembered = {"recent_experience_of_relationship": relationship, "recent_experience_of_brand": brand}
    s = EmotionalLoyaltySettings().constants(WEEK)
    bond = call(emotional_loyalty, s, emotional_loyalty=share, attachment=attachment, **remembered)
    assert 0.0 <= bond <= 1.0
    s = KnowledgeSettings().constants(WEEK)
    known, learned = call(knowledge, s, knowledge=share, acquaintance=acquaintance)
    assert 0.0 <= known <= 1.0
    assert np.float32(share) <= learned <= 1.0


@given(shares, shares, stage_numbers, shares)
def test_a_stronger_bond_never_makes_a_customer_leave(one, other, stage, drawn):
    settings = DefectionSettings(emotional_hold=3.0)
    weak, strong = (
        leaving(settings=settings, emotional_loyalty=bond, stage=stage, exit_uniform=drawn)[0]
        for bond in sorted((one, other))
    )
    assert strong <= weak


# The market


@given(feelings, shares, shares)
def test_a_change_of_competition_is_the_competition_that_it_leads_to(satisfaction, before, after):
    moved = call(
        loyalty,
        LoyaltySettings(competition=before).constants(),
        satisfaction=satisfaction,
        competition_change=after - before,
    )
    there = call(loyalty, LoyaltySettings(competition=after).constants(), satisfaction=satisfaction)
    assert moved == pytest.approx(there, abs=2e-5)


@given(shares, shares, stage_numbers)
def test_a_rival_pulls_in_proportion_to_the_competition_that_a_change_leads_to(before, after, stage):
    settings = DefectionSettings(rival_hazard_per_month=3.0)
    fields = {"stage": stage, "emotional_loyalty": 0.3, "exit_uniform": 0.5, "cause_uniform": 0.9}
    one = {"competition": before, "competition_change": after - before}
    drawn = np.linspace(0.01, 0.99, 33)
    moved, there = (
        [leaving(settings=settings, **(fields | each | {"exit_uniform": u})) for u in drawn]
        for each in (one, {"competition": after})
    )
    assert sum(a != b for a, b in zip(moved, there, strict=True)) <= 1, "but for a draw at its threshold"


def test_segments_change_competition_each_for_itself():
    constants = Competition((0.1, -0.2, 0.3, 0.0))
    told = {f"competition_change_in_{place}": 0.01 * (k + 1) for k, place in enumerate(PLACES)}
    changes = [call(competition, constants, segment=k, **told) for k in range(4)]
    assert changes == pytest.approx([0.11, -0.18, 0.33, 0.04])


@pytest.mark.parametrize("of_each", [(1.0, 0.0, 0.0, 0.0), (0.1, 0.2, 0.3, 0.4), (0.5, 0.5, 0.0, 0.0)])
def test_newcomers_fall_into_segments_by_their_shares(of_each):
    reached = np.cumsum(of_each)[:3].tolist()
    segments = [
        call(market_segment, MarketSegment((reached[0], reached[1], reached[2])), segment_uniform=u)
        for u in GRID
    ]
    counted = np.bincount(np.array(segments, int), minlength=4) / GRID.size
    np.testing.assert_allclose(counted, of_each, atol=3e-4)


@given(feelings, st.floats(-5.0, 5.0, width=32), st.floats(0.05, 0.95))
def test_the_odds_of_the_wallet_are_those_of_a_logit(satisfaction, value, usual):
    settings = ShareOfWalletSettings(usual_share=usual, pull_of_satisfaction=1.5)
    share = call(share_of_wallet, settings.constants(), satisfaction=satisfaction, rivals_value=value)
    odds = usual / (1 - usual) * math.exp(1.5 * satisfaction - value)
    assert 0.0 <= share <= 1.0
    assert share == pytest.approx(odds / (1 + odds), abs=3e-6)


# Prices and habits


@given(shares, shares, st.floats(0.0, 8.0, width=32), shares, stage_numbers, shares)
def test_a_cheaper_rival_never_keeps_a_customer(one, other, sensitivity, bond, stage, drawn):
    settings = DefectionSettings(emotional_hold=3.0, pull_of_price_gap=1.5)
    customer = {"price_sensitivity": sensitivity, "emotional_loyalty": bond, "stage": stage}
    dear, cheap = (
        leaving(settings=settings, price_gap=gap, exit_uniform=drawn, **customer)[0]
        for gap in sorted((one, other))
    )
    assert dear <= cheap


@given(shares, shares, stage_numbers)
def test_the_strongest_bond_is_deaf_to_prices(gap, drawn, stage):
    settings = DefectionSettings(pull_of_price_gap=1.5)
    plain, cheap = (
        leaving(settings=settings, price_gap=each, emotional_loyalty=1.0, stage=stage, exit_uniform=drawn)
        for each in (0.0, gap)
    )
    assert plain == cheap


@given(shares, shares, shares, st.floats(0.0, 8.0, width=32))
def test_the_usual_discount_lies_between_itself_and_the_one_given(discount, usual, adaptation, sensitivity):
    felt_now, after = call(
        reference_price,
        ReferencePriceSettings(adaptation_per_month=adaptation).constants(WEEK),
        discount=discount,
        usual_discount=usual,
        price_sensitivity=sensitivity,
    )
    assert min(discount, usual) - 1e-6 <= after <= max(discount, usual) + 1e-6
    assert felt_now * (discount - usual) >= 0.0


@given(st.integers(1, 6), st.floats(0.0, 2 / 3), shares, shares, stage_numbers)
def test_categories_grow_by_one_at_most_and_never_beyond_six(categories, chance, bond, drawn, stage):
    settings = CrossBuyingSettings(chance_per_month=chance)
    fields = {"stage": stage, "emotional_loyalty": bond, "categories": categories}
    breadth, after = call(cross_buying, settings.constants(WEEK), category_uniform=drawn, **fields)
    assert after - categories in {0.0, 1.0}
    assert 1.0 <= after <= 6.0
    assert breadth == pytest.approx(1 + 0.12 * (categories - 1))


@given(st.floats(2**-20, 1.0, width=32), st.integers(0, 8), shares, shares)
def test_appetite_falls_with_orders_and_comes_back_without(appetite, orders, per_order, fading):
    s = SatiationSettings(satiation_per_order=per_order, fading_per_month=fading).constants(WEEK)
    sated, rested = (call(satiation, s, appetite=appetite, orders=n) for n in (orders, 0))
    assert 0.0 < sated <= rested <= 1.0 + 1e-6
    assert rested >= appetite * (1 - 1e-5)


@given(st.floats(0.25, 60.0))
def test_what_prices_and_habits_do_composes_over_two_half_periods(days):
    whole, half = (ReferencePriceSettings().constants(d) for d in (days, days / 2))
    assert math.isclose(1 - (1 - half.adaptation) ** 2, whole.adaptation, rel_tol=1e-9)
    whole, half = (CrossBuyingSettings().constants(d) for d in (days, days / 2))
    assert (whole.months, whole.chances) == (2 * half.months, half.chances)
    whole, half = (SatiationSettings().constants(d) for d in (days, days / 2))
    assert math.isclose(half.kept**2, whole.kept, rel_tol=1e-9)
    whole, half = (CostToServeSettings().constants(d, (6.0, 4.0, 2.0, 6.0), 4.0) for d in (days, days / 2))
    np.testing.assert_allclose(np.multiply(half.costs, 2), whole.costs)


@pytest.mark.parametrize("logit", [-6.0, -2.0, 0.0, 1.5])
def test_the_chance_to_move_composes_over_two_half_periods(logit):
    settings = StagesSettings(stability_down=logit, stability_loyalty=0.0)
    fields = {"stage": 2, "satisfaction": 0, "loyalty": 0.5, "orders": 0, "exits": 0, **UNMOVED}
    month, half = (
        np.mean(swept(stages, settings.constants(days, USUAL_QUALITY), "stage_uniform", 1, **fields))
        for days in (DAYS_PER_MONTH, DAYS_PER_MONTH / 2)
    )
    assert abs(1 - (1 - half) ** 2 - month) < 6e-4
    assert abs(month - laws_twin.logistic(logit)) < 3e-4
