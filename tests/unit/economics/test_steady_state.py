"""The level of a bucket in the long run against recursions that get there."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.economics.mean_tenure import mean_tenure_of_constant_leak
from hooper.economics.steady_state import (
    level_while_filling,
    periods_to_fill,
    steady_level,
    steady_level_with_referral,
)
from hooper.foundation.errors import InputError


def recursion(arrivals, leak, referrals=0.0, periods=20_000):
    level = 0.0
    for _ in range(periods):
        level = (1.0 - leak + referrals) * level + arrivals
    return level


@given(st.floats(0.0, 1e4), st.floats(0.01, 1.0))
def test_it_is_where_the_recursion_ends(arrivals, leak):
    level = steady_level(arrivals, mean_tenure_of_constant_leak(leak))
    assert level == pytest.approx(recursion(arrivals, leak, periods=4000))


def test_the_published_bucket_holds_500_and_is_90_percent_full_after_ten_periods():
    assert steady_level(100.0, mean_tenure_of_constant_leak(0.2)) == 500.0
    assert periods_to_fill(0.9, 0.2) == pytest.approx(10.32, abs=5e-3)


def test_the_time_to_fill_is_when_the_recursion_reaches_the_share():
    level, filled = 0.0, []
    for _ in range(200):
        level = 0.97 * level + 1.0
        filled.append(level * 0.03)
    first = 1 + int(np.argmax(np.array(filled) >= 0.8))
    assert first == math.ceil(periods_to_fill(0.8, 0.03))


def test_referral_multiplies_the_level_as_published():
    with_referral = steady_level_with_referral(100.0, leak_per_period=0.1, referrals_per_period=0.04)
    assert with_referral / steady_level(100.0, 10.0) == pytest.approx(1.6667, abs=5e-5)
    assert with_referral == pytest.approx(recursion(100.0, 0.1, 0.04))


def test_without_referral_it_is_the_plain_level():
    assert steady_level_with_referral(7.0, 0.25, 0.0) == steady_level(7.0, 4.0)


@pytest.mark.parametrize("referrals", [0.1, 0.3])
def test_customers_who_bring_as_many_as_leave_have_no_steady_state(referrals):
    with pytest.raises(InputError, match=r"referrals_per_period: .*never stops growing"):
        steady_level_with_referral(100.0, 0.1, referrals)


def test_lives_without_end_have_no_steady_state():
    with pytest.raises(InputError, match=r"mean_tenure_periods: is infinite(.|\n)*level_while_filling"):
        steady_level(100.0, math.inf)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=20), st.floats(0.0, 1.0))
def test_while_it_fills_each_arrival_counts_with_the_share_that_is_left(arrivals, leak):
    poured = np.array(arrivals)
    survival = (1.0 - leak) ** np.arange(poured.size)
    level, expected = 0.0, []
    for each in arrivals:
        level = (1.0 - leak) * level + each
        expected.append(level)
    assert level_while_filling(poured, survival) == pytest.approx(expected, abs=1e-9)


def test_equal_lives_hold_the_arrivals_of_as_many_periods():
    survival = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
    poured = np.array([1.0, 2.0, 4.0, 8.0, 16.0, 32.0])
    assert level_while_filling(poured, survival).tolist() == [1.0, 3.0, 7.0, 14.0, 28.0, 56.0]


@pytest.mark.parametrize(
    ("survival", "told"),
    [([1.0, 0.5], "shape"), ([0.9, 0.5, 0.4], "fall from 1"), ([1.0, 0.5, 0.6], "fall from 1")],
)
def test_a_survival_that_is_none_is_told(survival, told):
    with pytest.raises(InputError, match=told):
        level_while_filling(np.ones(3), np.array(survival))


def test_a_leak_that_brings_customers_back_is_told():
    with pytest.raises(InputError, match="arrivals_per_period"):
        steady_level(-1.0, 5.0)
