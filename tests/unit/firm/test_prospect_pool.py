"""Prospects: they become customers, think on or give up; a good name helps with those who listen."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.firm.customer_ids import PAID, acquired_ids
from hooper.firm.prospect_pool import ProspectPool
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.prospects import ProspectsSettings, prospects

KEY, MANY, WEEK = (1, 0), 20_000, 7.0
SETTINGS = ProspectsSettings(up=-0.5, pull_of_reputation=1.5, down=-1.5)


def pool(reputation=0.0, days=DAYS_PER_MONTH):
    return ProspectPool(SETTINGS.constants(days), reputation=reputation)


def enquirers(count=MANY, period=0):
    return acquired_ids(PAID, period, count)


def chance(logit):
    return 1 / (1 + math.exp(-logit))


@given(st.floats(-1.0, 1.0), st.floats(0.0, 1.0), st.floats(1e-6, 1 - 1e-6))
def test_one_does_what_the_equation_says(reputation, level, uniform):
    up, down = chance(-0.5 + 1.5 * (1 - level) * reputation), chance(-1.5)
    expected = (uniform < up, not uniform < up and uniform > 1 - down)
    if min(abs(uniform - up), abs(uniform - 1 + down)) > 1e-5:
        got = prospects.function(
            *(np.float32(each) for each in (reputation, level, uniform)), SETTINGS.constants(DAYS_PER_MONTH)
        )
        assert got == expected


def test_a_third_of_them_become_customers_in_a_month_and_a_fifth_gives_up():
    """False alarm: four standard errors of a share of 20,000, 6e-5 each."""
    of_all = pool()
    came = of_all.decide(KEY, 0, enquirers())
    assert came.size / MANY == pytest.approx(chance(-0.5), abs=4 * math.sqrt(0.25 / MANY))
    assert of_all.gave_up / MANY == pytest.approx(chance(-1.5), abs=4 * math.sqrt(0.25 / MANY))
    assert came.size + of_all.gave_up + of_all.customer_id.size == MANY


def test_in_the_end_everybody_has_decided_once():
    of_all, came, gone = pool(), [], 0
    for period in range(60):
        came.append(of_all.decide(KEY, period, enquirers(2_000) if period == 0 else enquirers(0)))
        gone += of_all.gave_up
    ids = np.concatenate(came)
    assert np.unique(ids).size == ids.size == 2_000 - gone
    assert of_all.customer_id.size == 0


def test_four_weeks_and_a_bit_bring_what_a_month_brings():
    monthly, weekly, weeks = pool(), pool(days=WEEK), round(12 * DAYS_PER_MONTH / WEEK)
    of_month = sum(monthly.decide(KEY, k, enquirers(MANY if k == 0 else 0)).size for k in range(12))
    of_weeks = sum(weekly.decide(KEY, k, enquirers(MANY if k == 0 else 0)).size for k in range(weeks))
    assert of_weeks == pytest.approx(of_month, rel=0.05)


def test_a_good_name_brings_those_with_a_low_level_of_their_own():
    well, ill = pool(reputation=1.0), pool(reputation=-1.0)
    came = {name: each.decide(KEY, 0, enquirers()) for name, each in (("well", well), ("ill", ill))}
    assert np.isin(came["ill"], came["well"]).all()
    assert came["well"].size > 1.5 * came["ill"].size
    undecided = [each.own_level.mean() for each in (well, ill)]
    assert undecided[0] > 0.5 > undecided[1]


def test_one_more_enquirer_changes_nobody_else():
    fewer, more = pool(), pool()
    came = [each.decide(KEY, 0, enquirers(n)) for each, n in ((fewer, 500), (more, 501))]
    assert set(came[0].tolist()) == set(came[1].tolist()) - {int(enquirers(501)[-1])}


def test_the_name_is_that_of_the_last_talk():
    of_all = pool()
    of_all.hear(3.0, 1.0)
    assert of_all.reputation == 0.5
    of_all.hear(0.0, 0.0)
    assert of_all.reputation == 0.5


def test_what_is_remembered_is_put_down_and_taken_up():
    one, other = pool(), pool()
    one.hear(1.0, 3.0)
    one.decide(KEY, 0, enquirers(50))
    other.restore(one.state())
    assert vars(other)["customer_id"].tolist() == one.customer_id.tolist()
    assert (other.reputation, other.gave_up) == (-0.5, one.gave_up)
    assert other.own_level.tolist() == one.own_level.tolist()
