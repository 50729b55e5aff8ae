"""How many come for a spend: known answers of the response, and audiences that run dry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.firm.response_to_spend import ResponseToSpend
from hooper.scenario.channel_settings import ChannelSettings

KEY = (1, 0)


def response(founders=1_000, **settings):
    given = {"name": "press", "spend_per_month_per_1000": 100.0, "most_per_month_per_1000": 40.0}
    return ResponseToSpend(ChannelSettings(**(given | settings)), 4, founders)


def brought(source, months, each=1.0):
    total = []
    for period in range(months):
        came = source.come(KEY, period, each)
        source.settle(came)
        total.append(came.size)
    return total


@pytest.mark.parametrize(("spend", "expected"), [(100.0, 20), (200.0, 30), (300.0, 35), (1e6, 40)])
def test_every_further_half_brings_half_of_what_is_left_to_the_ceiling(spend, expected):
    assert brought(response(spend_per_month_per_1000=spend), 1) == [expected]


def test_some_come_without_any_spend_beside_those_who_come_for_it():
    assert brought(response(without_spend_per_month_per_1000=7.0), 1) == [27]


def test_the_answer_is_for_so_many_founders():
    assert brought(response(founders=250), 2) == [5, 5]


@given(st.floats(0.0, 90.0), st.integers(1, 60), st.floats(0.03, 1.0))
def test_fractions_of_people_add_up(without, periods, months):
    source = response(most_per_month_per_1000=0.0, without_spend_per_month_per_1000=without)
    assert abs(sum(brought(source, periods, months)) - without * months * periods) <= 1.0 + 1e-3


def test_an_audience_runs_dry_as_it_is_brought_and_never_beyond_its_reach():
    """A tenth of those who are left a month: `R (1 - .9^t)`, to a person a month."""
    came = brought(response(reach_per_1000=200.0), 100)
    assert came[0] == 20
    assert sum(came[:12]) == pytest.approx(200.0 * (1.0 - 0.9**12), abs=1.0)
    assert 195 <= sum(came) <= 200


def test_those_who_are_turned_away_can_be_reached_again():
    source = response(reach_per_1000=200.0)
    came = source.come(KEY, 0, 1.0)
    source.settle(came[:5])
    assert source.share_left() == 1.0 - 5 / 200


def test_one_unit_more_brings_the_slope_of_the_response():
    """For s = 100 the answer is 20; its slope there is 20 ln 2 / 100, and nearly the same as a difference."""
    source = response(founders=1_000_000)
    more = response(founders=1_000_000, spend_per_month_per_1000=101.0)
    [[low], [high]] = brought(source, 1), brought(more, 1)
    assert source.per_unit_more() == pytest.approx(0.2 * 0.6931, rel=1e-3)
    assert (high - low) / 1000.0 == pytest.approx(source.per_unit_more(), rel=0.01)
