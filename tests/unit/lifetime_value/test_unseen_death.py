"""The odds of having died unseen: one integral, against sixty digits and against the published formula."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import hyp2f1

from hooper.lifetime_value.unseen_death import log_odds_of_death

TABLE = json.loads(Path(__file__).with_name("log_odds_of_death.json").read_text())["rows"]
PARAMETERS = ("r", "alpha", "s", "beta")


def log_odds(parameters, x, t_x, age):
    columns = np.array([x]), np.array([float(t_x)]), np.array([float(age)])
    r, alpha, s, beta = (float(value) for value in parameters)
    return float(log_odds_of_death(r, alpha, s, beta, *columns)[0])


def paper_odds(r, alpha, s, beta, x, t_x, age):
    """Fader and Hardie (2005), note 009: A0, a difference of 2F1, over the term of being alive."""
    top = max(alpha, beta)
    second = s + 1.0 if alpha >= beta else r + x

    def part(t):
        z = abs(alpha - beta) / (top + t)
        return hyp2f1(r + s + x, second, r + s + x + 1.0, z) / (top + t) ** (r + s + x)

    gone = s / (r + s + x) * (part(t_x) - part(age))
    return gone * (alpha + age) ** (r + x) * (beta + age) ** s


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"x={row['x']}, r={row['r']}, T={row['T']}")
def test_the_logarithm_of_the_odds_is_exact_to_ten_digits(row):
    found = log_odds([row[name] for name in PARAMETERS], row["x"], row["t_x"], row["T"])
    assert found == pytest.approx(float(row["log_odds"]), rel=1e-12, abs=1e-12)


@given(
    st.tuples(*(st.floats(0.3, 10.0) for _ in PARAMETERS)),
    st.integers(0, 8),
    st.floats(0.05, 0.8),
    st.floats(2.0, 50.0),
)
def test_the_odds_are_those_of_the_paper(parameters, x, share, age):
    t_x = share * age if x else 0.0
    r, alpha, s, beta = parameters
    expected = paper_odds(r, alpha, s, beta, x, t_x, age)
    # the difference of two hypergeometric functions loses digits where little time has passed
    assert np.exp(log_odds(parameters, x, t_x, age)) == pytest.approx(expected, rel=1e-7)


@given(
    st.tuples(*(st.floats(1e-3, 1e3) for _ in PARAMETERS)),
    st.integers(0, 10_000),
    st.floats(0.0, 1.0),
    st.floats(1e-3, 1e4),
)
def test_they_are_finite_far_out_and_rise_with_silence(parameters, x, share, age):
    t_x = share * age if x else 0.0
    now, later = log_odds(parameters, x, t_x, age * 1.01), log_odds(parameters, x, t_x, age * 1.1)
    assert np.isfinite([now, later]).all()
    assert now < later


def test_who_is_seen_up_to_the_last_purchase_has_not_died():
    assert log_odds((0.5, 10.0, 0.6, 11.0), 3, 20.0, 20.0) == -np.inf


def test_the_unit_of_time_does_not_matter():
    weeks, days = ((0.5, 10.0, 0.6, 11.0), 3, 20.0, 30.0), ((0.5, 70.0, 0.6, 77.0), 3, 140.0, 210.0)
    assert log_odds(*weeks) == pytest.approx(log_odds(*days), rel=1e-13)
