"""The market as a scenario writes it: read from TOML, and refused where it does not hold together."""

import pytest

from hooper.foundation.errors import InputError
from hooper.mechanisms.loyalty import LoyaltySettings
from hooper.scenario.five_forces import FiveForces
from hooper.scenario.law_constants import law_constants
from hooper.scenario.market_settings import MarketSettings, SegmentSettings
from hooper.scenario.market_shocks import DemandShock
from hooper.scenario.read_settings import read_settings
from hooper.scenario.referral_and_leak import rates_of
from hooper.scenario.rival_settings import MatchPrice
from hooper.scenario.scenario import Scenario

TOML = """
[[market.rivals]]
name = "cable"
share = 0.3
price = 0.9

[market.rivals.reaction]
rule = "match_price"
delay_months = 2.0

[[market.rivals]]
name = "reseller"
share = 0.2

[[market.segments]]
name = "households"
share = 0.75

[market.segments.five_forces]
rivals = 1

[[market.segments]]
name = "businesses"
share = 0.25

[[market.shocks]]
kind = "deregulation"
after_months = 36
competition = 0.7
segment = "businesses"

[[market.shocks]]
kind = "closing"
after_months = 40
rival = "reseller"
"""


def read(tmp_path, text, *overrides):
    path = tmp_path / "mine.toml"
    path.write_text(text)
    return read_settings(path, Scenario, overrides)


def refusal(tmp_path, text, *overrides):
    with pytest.raises(InputError) as raised:
        read(tmp_path, text, *overrides)
    return str(raised.value)


def test_a_market_is_read_as_it_is_written(tmp_path):
    market = read(tmp_path, TOML).market
    assert [rival.name for rival in market.rivals] == ["cable", "reseller"]
    assert market.rivals[0].reaction == MatchPrice(rule="match_price", delay_months=2.0)
    assert market.rivals[1].reaction.rule == "none"
    assert market.segments[0].five_forces.competition == (0 + 2 + 2 + 2) / 16
    assert [shock.kind for shock in market.shocks] == ["deregulation", "closing"]


@pytest.mark.parametrize(
    ("was", "instead", "told"),
    [
        ('rival = "reseller"', 'rival = "resaler"', ["'resaler'", "choose from reseller"]),
        ('segment = "businesses"', 'segment = "bussiness"', ["'bussiness'", "choose from businesses"]),
        ('name = "cable"', 'name = "reseller"', ["2 rivals have the name 'reseller'", "a name of its own"]),
        ("share = 0.3", "share = 0.9", ["shares of the rivals add up to 1.1"]),
        ("share = 0.75", "share = 0.7", ["shares of the segments add up to 0.95"]),
        ("rivals = 1", "rivals = 6", ["6 is above 5", "five_forces"]),
        ("rivals = 1", "rivals = 1.5", ["1.5 is not a whole number"]),
        (
            'rule = "match_price"',
            'rule = "match_prices"',
            ['"match_prices" is not known', "'imitate_quality'"],
        ),
        ('kind = "closing"', 'kind = "bankruptcy"', ['"bankruptcy" is not known', "'demand'"]),
        ("price = 0.9", "price = -0.9", ["-0.9 is below 0"]),
        ("competition = 0.7", "competition = 7", ["7 is above 1"]),
    ],
)
def test_what_does_not_hold_together_is_refused_with_what_to_do(was, instead, told, tmp_path):
    said = refusal(tmp_path, TOML.replace(was, instead, 1))
    assert all(each in said for each in ("mine.toml", *told)), said


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    wrong = TOML.replace('rival = "reseller"', 'rival = "nobody"').replace("share = 0.75", "share = 0.5")
    said = refusal(tmp_path, wrong)
    assert "'nobody'" in said
    assert "add up to 0.75" in said


def test_a_name_in_a_market_without_any_is_refused(tmp_path):
    shock = '[[market.shocks]]\nkind = "opening"\nafter_months = 1\nrival = "cable"\n'
    assert "there is none in this market: add it" in refusal(tmp_path, shock)


def test_a_fifth_segment_is_refused(tmp_path):
    five = "".join(f'[[market.segments]]\nname = "{name}"\nshare = 0.2\n' for name in "abcde")
    assert "give at most 4" in refusal(tmp_path, five)


def test_a_shock_to_demand_must_end_after_it_begins(tmp_path):
    shock = '[[market.shocks]]\nkind = "demand"\nfrom_months = 6\nuntil_months = 6\nmultiplier = 2\n'
    assert "ends before it begins" in refusal(tmp_path, shock)


def test_extra_demand_adds_up_over_the_time_that_a_shock_has_lasted():
    shocks = (
        DemandShock(kind="demand", from_months=2, until_months=6, multiplier=1.5),
        DemandShock(kind="demand", from_months=4, until_months=8, multiplier=0.0),
    )
    market = MarketSettings(shocks=shocks)
    extra = [market.extra_months_of_demand(months) for months in (0, 2, 4, 6, 8, 100)]
    assert extra == [0.0, 0.0, 1.0, 2.0 - 2.0, 2.0 - 4.0, 2.0 - 4.0]


@pytest.mark.parametrize("n_segments", range(5))
def test_the_numbers_of_the_laws_have_a_place_for_each_segment(n_segments):
    segments = tuple(
        SegmentSettings(name=str(k), share=1 / n_segments, five_forces=FiveForces(rivals=1 + k))
        for k in range(n_segments)
    )
    scenario = Scenario(market=MarketSettings(segments=segments))
    constants = law_constants(scenario)
    inner = [k / n_segments for k in range(1, n_segments)]
    [reached], [changes] = constants["market_segment"], constants["competition"]
    assert reached == pytest.approx([*inner, 1.0, 1.0, 1.0][:3])
    own = [(k + 6) / 16 - scenario.loyalty.competition for k in range(n_segments)]
    assert changes == pytest.approx([*own, 0.0, 0.0, 0.0, 0.0][:4])


def test_a_world_of_segments_brings_and_loses_what_its_segments_do_by_their_shares():
    def within(competition):
        return rates_of(Scenario(loyalty=LoyaltySettings(competition=competition)))

    mild, fierce = FiveForces(rivals=1, entrants=1), FiveForces(rivals=5, entrants=5)
    segments = (
        SegmentSettings(name="mild", share=0.25, five_forces=mild),
        SegmentSettings(name="fierce", share=0.75, five_forces=fierce),
    )
    rates = rates_of(Scenario(market=MarketSettings(segments=segments)))
    one, other = within(mild.competition), within(fierce.competition)
    assert rates.brought == pytest.approx(0.25 * one.brought + 0.75 * other.brought)
    assert rates.lost == pytest.approx(0.25 * one.lost + 0.75 * other.lost)
    assert one.lost < other.lost
