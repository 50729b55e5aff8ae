import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.economics.emptying import half_life, periods_to_empty
from hooper.foundation.errors import InputError


def test_the_published_half_life():
    assert half_life(0.2) == pytest.approx(3.106, abs=5e-4)


@given(st.floats(0.001, 0.99))
def test_half_are_left_after_a_half_life_and_a_quarter_after_two(leak):
    assert (1.0 - leak) ** half_life(leak) == pytest.approx(0.5)
    assert (1.0 - leak) ** (2 * half_life(leak)) == pytest.approx(0.25)


@given(st.integers(2, 10**6), st.floats(0.01, 0.9))
def test_it_is_empty_in_the_first_period_that_leaves_less_than_one(customers, leak):
    left, periods = float(customers), 0
    while left >= 1.0 + 1e-9:
        left, periods = left * (1.0 - leak), periods + 1
    assert abs(periods - periods_to_empty(customers, leak)) <= 1.0 + 1e-6


def test_a_thousand_take_ten_half_lives():
    assert periods_to_empty(1024, 0.07) == pytest.approx(10 * half_life(0.07))


def test_one_customer_is_less_than_one_at_once():
    assert periods_to_empty(1, 0.1) == 0.0


@pytest.mark.parametrize("leak", [0.0, 1.0, -0.1, math.nan])
def test_a_bucket_that_never_empties_or_at_once_is_told(leak):
    with pytest.raises(InputError, match="leak_per_period"):
        half_life(leak)
    with pytest.raises(InputError, match="leak_per_period"):
        periods_to_empty(100, leak)


def test_less_than_one_customer_is_told():
    with pytest.raises(InputError, match="customers: is 0"):
        periods_to_empty(0, 0.1)
