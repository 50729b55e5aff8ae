import numpy as np
import pytest

from hooper.economics.discounting import discount_factors, present_value, rate_per_period
from hooper.foundation.units import DAYS_PER_WEEK, DAYS_PER_YEAR


def test_the_first_period_is_worth_its_face():
    assert discount_factors(3, DAYS_PER_WEEK, rate_per_year=0.1)[0] == 1.0


def test_an_annuity_of_three_years_has_the_closed_form():
    value = present_value(np.full(3, 100.0), DAYS_PER_YEAR, rate_per_year=0.1)
    assert value == pytest.approx(100.0 * (1.0 - 1.1**-3) / (1.0 - 1.1**-1), rel=1e-14)


def test_without_a_rate_the_present_value_is_the_sum():
    assert present_value(np.array([3.0, -1.0, 2.5]), DAYS_PER_WEEK, rate_per_year=0.0) == 4.5


def test_rates_of_periods_compound_to_the_year():
    weekly = rate_per_period(DAYS_PER_WEEK, rate_per_year=0.1)
    assert (1.0 + weekly) ** (DAYS_PER_YEAR / DAYS_PER_WEEK) == pytest.approx(1.1, rel=1e-14)


def test_a_finer_period_changes_the_resolution_and_hardly_the_value():
    yearly_income = 1000.0
    by_week = present_value(np.full(104, yearly_income * 7 / DAYS_PER_YEAR), 7.0, rate_per_year=0.1)
    by_day = present_value(np.full(728, yearly_income / DAYS_PER_YEAR), 1.0, rate_per_year=0.1)
    assert by_week == pytest.approx(by_day, rel=1e-3)
