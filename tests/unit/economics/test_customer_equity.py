import numpy as np
import pytest

from hooper.economics.customer_equity import customer_equity
from hooper.economics.discounting import present_value
from hooper.foundation.units import DAYS_PER_WEEK


def decaying_margin(periods, retention=0.99):
    """Return the margin of a base that is worth 100 in the first period and leaks at a constant rate."""
    return 100.0 * retention ** np.arange(periods)


def test_what_lies_beyond_the_horizon_completes_the_present_value_of_all_periods():
    within_two_years = decaying_margin(104)
    equity = customer_equity(
        within_two_years,
        closing_margin=within_two_years[-1],
        closing_retention=0.99,
        period_days=DAYS_PER_WEEK,
        rate_per_year=0.1,
    )
    for_ever = present_value(decaying_margin(4_000), DAYS_PER_WEEK, rate_per_year=0.1)
    assert equity.within_horizon + equity.expected_beyond_horizon == pytest.approx(for_ever, rel=1e-12)


def test_the_booked_and_the_expected_part_stay_apart():
    equity = customer_equity(
        np.full(10, 5.0), closing_margin=0.0, closing_retention=0.9, period_days=30.0, rate_per_year=0.0
    )
    assert equity.within_horizon == 50.0
    assert equity.expected_beyond_horizon == 0.0


def test_customers_who_cost_money_are_worth_less_than_nothing_beyond_the_horizon():
    equity = customer_equity(
        np.zeros(1), closing_margin=-1.0, closing_retention=0.5, period_days=30.0, rate_per_year=0.0
    )
    assert equity.expected_beyond_horizon == -1.0
