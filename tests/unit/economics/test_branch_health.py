"""Remaining time from a life table, and the health of a branch that is made of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hooper.economics.branch_health import branch_health
from hooper.economics.remaining_time import remaining_time
from hooper.foundation.errors import InputError

HORIZON = 12.0
margins = arrays(float, 6, elements=st.floats(-50, 50))
times = arrays(float, 6, elements=st.floats(0, HORIZON))


@given(st.floats(0.0, 0.99), st.integers(1, 30))
def test_with_a_constant_leak_every_age_has_the_same_time_left(stay, horizon):
    found = remaining_time(stay ** np.arange(40), horizon)
    expected = sum(stay**t for t in range(1, horizon + 1))
    reached = stay ** np.arange(40 - horizon) > 1e-200
    assert found[reached] == pytest.approx(np.full(reached.sum(), expected))


def test_each_age_by_its_own_sum():
    survival = np.array([1.0, 0.9, 0.7, 0.6, 0.2, 0.1])
    expected = [sum(survival[x + 1 : x + 4]) / survival[x] for x in range(3)]
    assert remaining_time(survival, 3) == pytest.approx(expected)


def test_an_age_that_nobody_reaches_has_no_time_left():
    assert remaining_time(np.array([1.0, 0.0, 0.0, 0.0]), 2).tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    ("survival", "horizon", "told"),
    [
        ([1.0, 1.1], 1, "survival"),
        ([0.5, 0.6], 1, "rises"),
        ([1.0, 0.5], 2, "horizon"),
        ([1.0, 0.5], 0, "horizon"),
    ],
)
def test_a_curve_that_is_none_or_too_short_is_told(survival, horizon, told):
    with pytest.raises(InputError, match=told):
        remaining_time(np.array(survival), horizon)


@given(margins, times)
def test_health_lies_between_0_and_1(margin, time):
    assert 0.0 <= branch_health(margin, time, HORIZON) <= 1.0 + 1e-12


@given(margins, times, st.integers(0, 5), st.floats(0.0, 5.0))
def test_who_earns_money_and_stays_longer_makes_it_healthier(margin, time, who, longer):
    later = time.copy()
    later[who] = min(time[who] + longer, HORIZON)
    change = branch_health(margin, later, HORIZON) - branch_health(margin, time, HORIZON)
    assert change * np.sign(margin[who]) >= -1e-12


@given(margins, times, st.floats(0.01, 100.0))
def test_it_does_not_hang_on_the_currency(margin, time, factor):
    health = branch_health(margin, time, HORIZON)
    assert branch_health(factor * margin, time, HORIZON) == pytest.approx(health, abs=1e-9)


def test_the_best_and_the_worst_branch():
    margin = np.array([5.0, 1.0])
    assert branch_health(margin, np.full(2, HORIZON), HORIZON) == 1.0
    assert branch_health(margin, np.zeros(2), HORIZON) == 0.0
    assert branch_health(-margin, np.full(2, HORIZON), HORIZON) == 0.0
    assert branch_health(np.array([1.0, -9.0]), np.full(2, HORIZON), HORIZON) == 0.0


def test_what_is_wrong_is_told():
    with pytest.raises(InputError, match="remaining_periods: is 13"):
        branch_health(np.ones(1), np.array([13.0]), HORIZON)
    with pytest.raises(InputError, match="remaining_periods: has the shape"):
        branch_health(np.ones(2), np.ones(3), HORIZON)
