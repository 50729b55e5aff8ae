import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_YEAR, PERIOD_DAYS, discount_factor, fraction_over


def test_a_year_has_twelve_months_and_the_periods_are_those_of_the_calendar():
    assert pytest.approx(DAYS_PER_YEAR) == 12 * DAYS_PER_MONTH
    assert PERIOD_DAYS == {"day": 1.0, "week": 7.0, "month": 30.4375}


@given(st.floats(0.0, 1.0), st.floats(0.1, 400.0))
def test_two_half_periods_close_as_much_as_one_whole(fraction, days):
    half, whole = fraction_over(fraction, days / 2), fraction_over(fraction, days)
    assert math.isclose(1.0 - (1.0 - half) ** 2, whole, abs_tol=1e-12)


def test_the_ends_of_a_fraction_stay_where_they_are():
    assert fraction_over(0.0, 7.0) == 0.0
    assert fraction_over(1.0, 7.0) == 1.0


def test_discount_factor_of_one_year_is_one_over_one_plus_rate():
    assert discount_factor(0.25, DAYS_PER_YEAR) == pytest.approx(0.8)
    assert discount_factor(0.25, 0.0) == 1.0


@given(st.floats(0.0, 1.0), st.floats(0.0, 1000.0), st.floats(0.0, 1000.0))
def test_discounting_twice_is_discounting_over_the_sum(rate, first, second):
    twice = discount_factor(rate, first) * discount_factor(rate, second)
    assert math.isclose(twice, discount_factor(rate, first + second), rel_tol=1e-12)
