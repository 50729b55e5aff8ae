"""Closed forms against published figures, the margin multiplier and sums term by term."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.economics.constant_retention import ConstantRetention
from hooper.economics.margin_multiplier import margin_multiplier
from hooper.foundation.errors import InputError

chances = st.floats(0.0, 1.0)
discounts = st.floats(0.0, 2.0)
growths = st.floats(-0.9, 0.5)


def of(retention, discount, growth=0.0):
    return ConstantRetention(
        retention_per_period=retention, rate_per_period=discount, growth_per_period=growth
    )


def test_the_first_case_of_berger_and_nasr():
    """Margin 260 a year now and in 10 more, 50 to keep the customer in the middle of each: 568.78."""
    customer = of(0.75, 0.20)
    kept = 50.0 * customer.worth_from_now(9) / math.sqrt(1.2)
    assert 260.0 * customer.worth_from_now(10) - kept == pytest.approx(568.78, abs=5e-3)


@pytest.mark.parametrize(
    ("retention", "discount", "expected"),
    [(0.8, 0.10, 2.6667), (0.9, 0.10, 4.5), (0.9, 0.12, 4.0909), (0.8, 0.12, 2.5)],
)
def test_without_growth_or_end_it_is_the_published_margin_multiplier(retention, discount, expected):
    assert of(retention, discount).worth_from_next_period() == pytest.approx(expected, abs=5e-5)
    assert of(retention, discount).worth_from_next_period() == pytest.approx(
        margin_multiplier(retention, discount), rel=1e-14
    )


def test_growth_lifts_the_multiplier():
    """Gupta and Lehmann (2005): r / (1 + d - r (1 + g)), here .9 / (1.12 - .9 * 1.08)."""
    assert of(0.9, 0.12, 0.08).worth_from_next_period() == pytest.approx(0.9 / 0.148, rel=1e-13)


@given(chances, discounts, growths, st.integers(0, 60))
def test_it_is_the_sum_of_the_discounted_margins_of_those_who_stayed(retention, discount, growth, periods):
    customer = of(retention, discount, growth)
    now = sum((retention * (1 + growth) / (1 + discount)) ** t for t in range(periods + 1))
    later = sum(retention**t * (1 + growth) ** (t - 1) / (1 + discount) ** t for t in range(1, periods + 1))
    assert customer.worth_from_now(periods) == pytest.approx(now, rel=1e-10)
    assert customer.worth_from_next_period(periods) == pytest.approx(later, rel=1e-10)


@given(chances, st.floats(0.01, 2.0), growths)
def test_the_margin_now_comes_on_top_of_the_grown_ones_to_come(retention, discount, growth):
    customer = of(retention, discount, growth)
    if retention * (1 + growth) < 1 + discount:
        later = (1 + growth) * customer.worth_from_next_period()
        assert customer.worth_from_now() == pytest.approx(1.0 + later, rel=1e-9)


@given(st.floats(0.0, 0.99), st.floats(0.01, 2.0), st.integers(0, 50))
def test_what_lies_beyond_a_horizon_is_the_worth_of_those_who_reach_it(retention, discount, periods):
    customer = of(retention, discount)
    beyond = (retention / (1 + discount)) ** (periods + 1) * customer.worth_from_now()
    assert customer.worth_from_now() - customer.worth_from_now(periods) == pytest.approx(beyond, abs=1e-9)


def test_a_customer_who_never_leaves_and_no_discount_is_a_count_of_periods():
    assert of(1.0, 0.0).worth_from_now(9) == 10.0
    assert of(1.0, 0.0).worth_from_next_period(9) == 9.0
    assert of(1.0, 1e-13).worth_from_now(9) == pytest.approx(10.0, rel=1e-11)


def test_a_customer_who_always_leaves_has_the_present_margin_only():
    assert of(0.0, 0.1).worth_from_now() == 1.0
    assert of(0.0, 0.1).worth_from_next_period() == 0.0


@pytest.mark.parametrize("endless", [of(1.0, 0.0), of(0.9, 0.05, 0.2)])
def test_a_worth_without_end_is_told(endless):
    with pytest.raises(InputError, match="periods: is endless"):
        endless.worth_from_now()


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(InputError) as caught:
        of(1.1, -0.1, -1.0)
    assert [fault.where for fault in caught.value.faults] == [
        "retention_per_period",
        "rate_per_period",
        "growth_per_period",
    ]


@pytest.mark.parametrize("wrong", [math.nan, -2])
def test_periods_below_zero_are_told(wrong):
    with pytest.raises(InputError, match="periods"):
        of(0.8, 0.1).worth_from_next_period(wrong)
