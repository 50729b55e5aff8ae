"""What the market says in a period: prices, qualities, competition and demand, and how rivals react."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.units import DAYS_PER_MONTH, PeriodUnit
from hooper.market.market import Market
from hooper.mechanisms.customer_period import MARKET_SIGNALS
from hooper.scenario.five_forces import FiveForces
from hooper.scenario.market_settings import MarketSettings, SegmentSettings
from hooper.scenario.market_shocks import DemandShock, Deregulation, RivalCloses, RivalOpens
from hooper.scenario.rival_settings import ImitateQuality, MatchPrice, RivalSettings
from hooper.scenario.scenario import Scenario

PLACES = ("first", "second", "third", "fourth")
SEGMENTS = (
    SegmentSettings(name="held", share=0.5, five_forces=FiveForces(rivals=1, entrants=1, substitutes=1)),
    SegmentSettings(name="contested", share=0.5, five_forces=FiveForces(rivals=5)),
)


def market_of(*rivals, segments=(), shocks=(), price_gap=0.0, period: PeriodUnit = "month"):
    settings = MarketSettings(rivals=rivals, segments=segments, shocks=shocks, price_gap=price_gap)
    return Market.of(Scenario(period=period, market=settings))


def competition_changes(market, period):
    said = market.signals(period, 0.0)
    return [said[f"competition_change_in_{place}"] for place in PLACES]


@given(st.integers(0, 500), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_market_of_which_nothing_is_said_never_changes(period, discount, gap):
    said = market_of(price_gap=gap).signals(period, discount)
    assert said.keys() == set(MARKET_SIGNALS)
    assert said.pop("price_gap") == gap
    assert set(said.values()) == {0.0}


def test_the_price_gap_is_that_of_the_cheapest_who_is_open():
    dear, cheap, late = (
        RivalSettings(name=name, share=0.1, price=price, opens_after_months=months)
        for name, price, months in (("dear", 1.5, 0.0), ("cheap", 0.9, 0.0), ("late", 0.5, 3.0))
    )
    market = market_of(dear, cheap, late)
    assert [market.signals(period, 0.0)["price_gap"] for period in (2, 3)] == pytest.approx([0.1, 0.5])
    assert market.signals(2, 0.1)["price_gap"] == pytest.approx(0.0), "the firm asks as little"
    assert market.signals(2, 0.5)["price_gap"] == 0.0, "nobody is cheaper"
    assert market.signals(2, 1.0)["price_gap"] == 0.0, "the firm asks nothing"


def test_the_gap_that_a_scenario_sets_is_the_least():
    dear = RivalSettings(name="dear", share=0.1, price=1.5)
    assert market_of(dear, price_gap=0.25).signals(0, 0.0)["price_gap"] == 0.25


def test_a_price_follows_the_discount_of_the_firm_after_its_delay_and_goes_back_with_it():
    rule = MatchPrice(rule="match_price", share_matched=0.5, delay_months=2.0)
    market = market_of(RivalSettings(name="rival", share=0.1, price=0.8, reaction=rule))
    gaps = []
    for period, discount in enumerate([0.2, 0.0, 0.0, 0.0]):
        gaps.append(market.signals(period, discount)["price_gap"])
        market.react(discount, quality=0.4)
    assert gaps == pytest.approx([1 - 0.8 / 0.8, 0.2, 1 - 0.8 * 0.9, 0.2])


def test_without_a_delay_a_price_follows_in_the_next_period():
    rule = MatchPrice(rule="match_price", share_matched=1.0, delay_months=0.0)
    market = market_of(RivalSettings(name="rival", share=0.1, reaction=rule), period="week")
    assert market.signals(0, 0.2)["price_gap"] == 0.0
    market.react(0.2, quality=0.4)
    assert market.signals(1, 0.0)["price_gap"] == pytest.approx(0.2)


@given(st.floats(0.0, 1.0), st.floats(-1.0, 1.0), st.integers(1, 40))
def test_imitated_quality_closes_a_share_of_the_gap_each_month(closed, lead, months):
    rule = ImitateQuality(rule="imitate_quality", gap_closed_per_month=closed)
    market = market_of(RivalSettings(name="rival", share=0.5, quality_lead=lead, reaction=rule))
    of_firm = 0.6
    for _ in range(months):
        market.react(0.0, quality=market.scenario.expectation.rival_level + of_firm)
    expected = of_firm - (of_firm - lead) * (1 - closed) ** months if lead < of_firm else lead
    assert market.quality_leads[0] == pytest.approx(expected, abs=1e-9)
    assert market.signals(0, 0.0)["rivals_quality_change"] == pytest.approx(0.5 * expected, abs=1e-9)


def test_what_nobody_has_seen_is_not_imitated():
    rule = ImitateQuality(rule="imitate_quality", gap_closed_per_month=0.5)
    market = market_of(RivalSettings(name="rival", share=0.5, reaction=rule))
    market.react(0.0, quality=math.nan)
    assert market.quality_leads.tolist() == [0.0]


def test_offers_count_by_share_and_of_those_who_are_open_only():
    market = market_of(
        RivalSettings(name="better", share=0.3, quality_lead=0.5),
        RivalSettings(name="worse", share=0.2, quality_lead=-0.5),
        RivalSettings(name="late", share=0.4, quality_lead=1.0, opens_after_months=12.0),
    )
    changes = [market.signals(period, 0.0)["rivals_quality_change"] for period in (11, 12)]
    assert changes == pytest.approx([0.05, 0.45])


def test_a_rival_opens_and_closes_at_its_dates_whatever_the_order_in_which_they_are_written():
    rival = RivalSettings(name="rival", share=0.1, price=0.5, opens_after_months=2.0)
    closes = RivalCloses(kind="closing", after_months=4.0, rival="rival")
    opens = RivalOpens(kind="opening", after_months=6.0, rival="rival")
    market = market_of(rival, shocks=(opens, closes))
    assert [market.signals(period, 0.0)["price_gap"] > 0 for period in range(8)] == [
        *[False, False, True, True, False, False, True, True]
    ]


def test_deregulation_moves_one_segment_or_all_to_a_level_and_the_later_one_counts():
    shocks = (
        Deregulation(kind="deregulation", after_months=20.0, competition=0.9),
        Deregulation(kind="deregulation", after_months=10.0, competition=0.5, segment="held"),
    )
    market = market_of(segments=SEGMENTS, shocks=shocks)
    before = market.scenario.market.competition(0.6)
    assert before == (0.125, 0.625, 0.6, 0.6)
    assert competition_changes(market, 9) == [0.0] * 4
    assert competition_changes(market, 10) == pytest.approx([0.375, 0.0, 0.0, 0.0])
    assert competition_changes(market, 20) == pytest.approx([0.9 - each for each in before])


@pytest.mark.parametrize("period", ["day", "week", "month"])
def test_a_date_falls_on_the_first_period_that_begins_with_it_or_after_it(period):
    shock = Deregulation(kind="deregulation", after_months=12.0, competition=1.0)
    market = market_of(shocks=(shock,), period=period)
    days = market.scenario.period_days
    changes = np.array([competition_changes(market, each)[0] for each in range(int(400 / days))])
    first = int(np.flatnonzero(changes)[0])
    assert (first - 1) * days < 12.0 * DAYS_PER_MONTH <= first * days + 1e-6


def test_shocks_to_demand_multiply_while_they_last():
    shocks = (
        DemandShock(kind="demand", from_months=2, until_months=6, multiplier=1.5),
        DemandShock(kind="demand", from_months=4, until_months=8, multiplier=0.5),
    )
    changes = [market_of(shocks=shocks).signals(period, 0.0)["demand_change"] for period in range(9)]
    assert changes == [0.0, 0.0, 0.5, 0.5, -0.25, -0.25, -0.5, -0.5, 0.0]


def test_a_market_goes_on_where_its_state_was_taken():
    rivals = (
        RivalSettings(name="follower", share=0.2, reaction=MatchPrice(rule="match_price", delay_months=3.0)),
        RivalSettings(name="imitator", share=0.2, reaction=ImitateQuality(rule="imitate_quality")),
    )
    one, other = market_of(*rivals), market_of(*rivals)
    for period in range(5):
        one.react(0.05 * period, quality=0.6 + 0.1 * period)
    other.restore(one.state())
    for period in range(5, 10):
        assert one.signals(period, 0.1) == other.signals(period, 0.1) != market_of(*rivals).signals(0, 0.1)
        for each in (one, other):
            each.react(0.1, quality=0.9)


def test_a_state_that_was_taken_does_not_change_any_more():
    market = market_of(
        RivalSettings(name="imitator", share=0.2, reaction=ImitateQuality(rule="imitate_quality"))
    )
    state = market.state()
    market.react(0.3, quality=2.0)
    assert state["discounts"].tolist() == [0.0] != market.state()["discounts"].tolist()
    assert state["quality_leads"].tolist() == [0.0] != market.state()["quality_leads"].tolist()
