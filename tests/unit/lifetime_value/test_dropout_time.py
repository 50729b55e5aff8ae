"""How long who may drop out after any purchase stays: against sixty digits, and what must hold of it."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from hooper.lifetime_value.dropout_time import (
    log_survival_of_dropout,
    times_until_dropout,
    times_until_dropout_each,
)
from hooper.lifetime_value.special_functions import expected_survived_events

TABLE = json.loads(Path(__file__).with_name("dropout_time.json").read_text())["rows"]
shapes = st.floats(1e-3, 1e3)
times = st.floats(1e-6, 1e7)


def log_survival(r, a, b, *elapsed):
    out = np.empty(len(elapsed))
    columns = [np.full(out.size, float(value)) for value in (r, a, b)]
    log_survival_of_dropout(*columns, np.array(elapsed, dtype=np.float64), out)
    return out


def time_there(r, a, b, *elapsed):
    out = np.empty(len(elapsed))
    times_until_dropout(float(r), float(a), float(b), np.array(elapsed, dtype=np.float64), out)
    return out


def test_survival_and_time_are_those_of_mpmath_to_ten_digits_in_the_logarithm():
    """Up to 10,000 purchases and 2,500 times the scale of the rates; 1e7 times with up to 26 purchases."""
    assert len(TABLE) == 115
    for row in TABLE:
        of_row = [row[name] for name in ("r", "a", "b", "e")]
        assert log_survival(*of_row)[0] == pytest.approx(float(row["log_survival"]), rel=1e-10, abs=1e-13)
        assert np.log(time_there(*of_row)[0] / float(row["time"])) == pytest.approx(0.0, abs=1e-11)


@given(st.floats(0.1, 5.0), st.floats(0.3, 5.0), st.floats(0.3, 5.0), st.floats(0.01, 100.0))
def test_the_time_there_is_the_integral_of_survival(r, a, b, elapsed):
    integral = quad(lambda t: np.exp(log_survival(r, a, b, t)[0]), 0.0, elapsed, epsrel=1e-10, limit=200)[0]
    assert time_there(r, a, b, elapsed)[0] == pytest.approx(integral, rel=1e-8)


@given(st.floats(0.01, 300.0), shapes, shapes, st.floats(1e-3, 3.0))
def test_the_series_of_expected_purchases_is_the_same_as_the_integral(r, a, b, elapsed):
    summed = np.empty(1)
    expected_survived_events(r, a, b, np.array([elapsed]), summed)
    assert r * time_there(r + 1.0, a, b, elapsed)[0] == pytest.approx(summed[0], rel=1e-11)


@given(shapes, shapes, shapes, times, st.integers(0, 10_000))
def test_both_are_finite_far_out_and_in_order(r, a, b, elapsed, purchases):
    of_customer = r + purchases, a, b + purchases
    now, later = log_survival(*of_customer, elapsed, 1.5 * elapsed)
    lived, longer = time_there(*of_customer, elapsed, 1.5 * elapsed)
    assert -np.inf < later < now <= 0.0
    assert 0.0 < lived <= longer * (1.0 + 1e-12)
    assert np.log(lived / elapsed) <= 1e-11
    assert np.log(lived / elapsed) >= now - 1e-11


@pytest.mark.parametrize("r", [1e-6, 1.0, 1e6])
@pytest.mark.parametrize("a", [1e-6, 1.0, 1e6])
@pytest.mark.parametrize("b", [1e-6, 1.0, 1e6])
def test_nothing_overflows_at_the_edges_of_the_search(r, a, b):
    survival = log_survival(r, a, b, 1e-12, 1.0, 1e12)
    assert np.isfinite(survival).all()
    assert (np.diff(survival) <= 0.0).all()
    assert np.isfinite(time_there(r, a, b, 1e-12, 1.0, 1e12)).all()


def test_at_no_time_nobody_has_left():
    assert log_survival(0.5, 0.8, 2.4, 0.0)[0] == pytest.approx(0.0, abs=1e-13)
    assert time_there(0.5, 0.8, 2.4, 0.0)[0] == 0.0


def test_neighbours_alike_are_told_the_same_as_alone():
    r, a, b = np.array([0.5, 0.5, 3.5]), np.full(3, 0.8), np.array([2.4, 2.4, 5.4])
    elapsed, out = np.array([7.0, 7.0, 7.0]), np.empty(3)
    log_survival_of_dropout(r, a, b, elapsed, out)
    assert out.tolist() == [log_survival(*each)[0] for each in zip(r, a, b, elapsed, strict=True)]
    times_until_dropout_each(r, a, b, elapsed, out)
    assert out.tolist() == [time_there(*each)[0] for each in zip(r, a, b, elapsed, strict=True)]


def test_parameters_that_are_not_numbers_end_the_search_for_the_edge():
    assert np.isnan(log_survival(np.nan, 0.8, 2.4, 7.0)[0])
    assert np.isnan(time_there(0.5, np.nan, 2.4, 7.0)[0])
