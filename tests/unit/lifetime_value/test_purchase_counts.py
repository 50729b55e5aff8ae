"""How likely each number of purchases is: published numbers, mpmath, and what must hold of any of them."""

import json
from math import exp, lgamma, log, log1p
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from hooper.foundation.errors import InputError
from hooper.lifetime_value import bg_nbd, catalogue, mbg_nbd, pareto_nbd
from hooper.lifetime_value.dropout_counts import count_probabilities
from hooper.lifetime_value.new_customer import new_customer
from hooper.lifetime_value.pareto_nbd_counts import fill_count_probabilities
from hooper.lifetime_value.purchase_counts import purchase_count_probabilities

HERE = Path(__file__)
LOWEST_LOG = -690.0  # exp of less is hardly a float64, or none
BG_NBD, PARETO_NBD = catalogue.purchase_model("bg_nbd"), catalogue.purchase_model("pareto_nbd")
# lifetimes 0.11.3, tests/test_estimation.py: the parameters in three decimals, and what it tells with them.
THREE_DECIMALS = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
MBG = {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}
PARETO = {"r": 0.553, "alpha": 10.580, "s": 0.606, "beta": 11.656}


def table(name):
    return json.loads(HERE.with_name(name).read_text())["rows"]


def columns(row, *names):
    return [np.array([row[name]], dtype=np.float64) for name in names]


def pareto_probabilities(r, alpha, s, beta, horizon, largest):
    out = np.empty((1, largest + 1))
    of_one = [np.array([float(value)]) for value in (r, alpha, s, beta)]
    fill_count_probabilities(*of_one, float(horizon), out)
    return out[0]


def log_negative_binomial(n, r, alpha, t):
    return lgamma(r + n) - lgamma(r) - lgamma(n + 1) + n * log(t / (alpha + t)) - r * log1p(t / alpha)


def test_the_published_probabilities_of_a_new_customer_come_out():
    new = new_customer()
    none = purchase_count_probabilities(BG_NBD, THREE_DECIMALS, new, 39.0, 0)[0, 0]
    ten = purchase_count_probabilities(BG_NBD, THREE_DECIMALS, new, 2.0, 10)[0, 10]
    assert none == pytest.approx(0.5737864, abs=5e-8)
    assert ten == pytest.approx(1.07869e-7, rel=5e-6)


def assert_is_told(found, row):
    expected = float(row["log_probability"])
    if expected > LOWEST_LOG:
        assert np.log(found) == pytest.approx(expected, abs=1e-10), row
    else:
        assert 0.0 <= found < 1e-290, row


def test_with_dropout_after_purchases_they_are_those_of_mpmath_up_to_10_000_purchases():
    rows = table("dropout_counts.json")
    assert len(rows) == 192
    for row in rows:
        r, a, b, elapsed = columns(row, "r", "a", "b", "e")
        assert_is_told(count_probabilities(r, a, b, elapsed, row["n"])[0, -1], row)


def test_with_death_at_any_time_they_are_those_of_mpmath_up_to_10_000_purchases_and_weeks():
    rows = table("pareto_nbd_counts.json")
    assert len(rows) == 144
    for row in rows:
        of_row = [row[name] for name in ("r", "alpha", "s", "beta", "t", "n")]
        assert_is_told(pareto_probabilities(*of_row)[-1], row)


@given(*(st.floats(0.2, 8.0) for _ in range(4)), st.floats(0.1, 20.0), st.integers(0, 6))
def test_of_the_bg_nbd_they_are_those_of_the_paper(r, alpha, a, b, t, n):
    """Fader, Hardie and Lee (2005), equation 8, with its difference of 1 and a sum."""

    def beta_ratio(over, under):
        top = lgamma(over[0]) + lgamma(over[1]) - lgamma(sum(over))
        return exp(top - lgamma(under[0]) - lgamma(under[1]) + lgamma(sum(under)))

    come = [exp(log_negative_binomial(j, r, alpha, t)) for j in range(n + 1)]
    expected = beta_ratio((a, b + n), (a, b)) * come[n]
    if n > 0:
        expected += beta_ratio((a + 1, b + n - 1), (a, b)) * (1.0 - sum(come[:n]))
    parameters = {"r": r, "alpha": alpha, "a": a, "b": b}
    found = purchase_count_probabilities(BG_NBD, parameters, new_customer(), t, n)[0, n]
    assert found == pytest.approx(expected, rel=1e-8, abs=1e-13)


@given(*(st.floats(0.2, 8.0) for _ in range(4)), st.floats(0.1, 20.0), st.integers(0, 6))
def test_of_the_pareto_nbd_they_are_the_mixture_over_the_time_of_death(r, alpha, s, beta, t, n):
    def dies(u):
        return exp(log_negative_binomial(n, r, alpha, u)) * s / beta * (beta / (beta + u)) ** (s + 1.0)

    lives = exp(log_negative_binomial(n, r, alpha, t)) * (beta / (beta + t)) ** s
    expected = lives + quad(dies, 1e-300, t, epsabs=0.0, epsrel=1e-10, limit=200)[0]
    assert pareto_probabilities(r, alpha, s, beta, t, n)[n] == pytest.approx(expected, rel=1e-8)


@given(*(st.floats(1e-3, 1e3) for _ in range(4)), st.integers(0, 10_000), st.floats(1e-3, 1e4))
def test_they_are_probabilities_far_out(r, alpha, second, third, purchases, horizon):
    r = r + purchases
    elapsed = np.array([horizon / alpha])
    dropout = count_probabilities(np.array([r]), np.array([second]), np.array([third]), elapsed, 30)[0]
    for told in (dropout, pareto_probabilities(r, alpha, second, third, horizon, 30)):
        assert np.isfinite(told).all()
        assert (told >= 0.0).all()
        assert told.sum() <= 1.0 + 1e-9


def test_two_alike_are_told_the_same_and_others_not(customers):
    summary = customers([3, 0, 3], [20.0, 0.0, 20.0], [39.0, 39.0, 39.0])
    for model, parameters in ((BG_NBD, THREE_DECIMALS), (PARETO_NBD, PARETO)):
        told = purchase_count_probabilities(model, parameters, summary, 39.0, 5)
        alone = purchase_count_probabilities(model, parameters, summary.take(np.array([1])), 39.0, 5)
        assert told[0].tolist() == told[2].tolist()
        assert told[1].tolist() == alone[0].tolist()
        assert told[0, 0] < told[1, 0]


def test_parameters_of_each_customer_are_theirs(customers):
    """With covariates there is one value a customer."""
    summary = customers([3, 0, 3], [20.0, 0.0, 20.0], [39.0, 39.0, 39.0])
    shape = np.array([0.5, 0.7, 0.9])
    for module, parameters in ((bg_nbd, THREE_DECIMALS), (mbg_nbd, MBG), (pareto_nbd, PARETO)):
        columns_of = summary.frequency, summary.age
        told = module.count_probabilities_while_alive({**parameters, "r": shape}, *columns_of, 39.0, 5)
        stays = module.survival_while_alive({**parameters, "r": shape}, *columns_of, 39.0)
        lives = module.time_while_alive({**parameters, "r": shape}, *columns_of, 39.0)
        for i in range(3):
            one = {**parameters, "r": shape[i]}, summary.frequency[i : i + 1], summary.age[i : i + 1]
            assert told[i].tolist() == module.count_probabilities_while_alive(*one, 39.0, 5)[0].tolist()
            assert stays[i] == module.survival_while_alive(*one, 39.0)[0]
            assert lives[i] == module.time_while_alive(*one, 39.0)[0]


def test_nobody_is_told_nothing(customers):
    nobody = customers([3], [20.0], [39.0]).take(np.arange(0))
    assert purchase_count_probabilities(BG_NBD, THREE_DECIMALS, nobody, 39.0, 5).shape == (0, 6)
    assert purchase_count_probabilities(PARETO_NBD, PARETO, nobody, 39.0, 5).shape == (0, 6)


@pytest.mark.parametrize(
    ("horizon", "largest", "named"),
    [(-1.0, 3, "horizon"), (np.inf, 3, "horizon"), (np.nan, 3, "horizon"), (5.0, -1, "largest_count")],
)
def test_what_cannot_be_told_is_refused(horizon, largest, named):
    with pytest.raises(InputError, match=named):
        purchase_count_probabilities(BG_NBD, THREE_DECIMALS, new_customer(), horizon, largest)
