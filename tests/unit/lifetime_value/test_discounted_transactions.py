"""Discounted purchases to come: closed forms, mpmath, and what must hold of any model."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import hyperu

from hooper.foundation.errors import InputError
from hooper.foundation.units import DAYS_PER_YEAR, force_of_discount
from hooper.lifetime_value import bg_nbd, catalogue, pareto_nbd
from hooper.lifetime_value.discounted_transactions import discount_schedule, discounted_transactions

BG_NBD, PARETO_NBD = catalogue.purchase_model("bg_nbd"), catalogue.purchase_model("pareto_nbd")
PARETO = {"r": 0.553, "alpha": 10.580, "s": 0.606, "beta": 11.656}
BG = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
# Of a customer alive: shapes and scales, continuous rate; then r / alpha beta U(1, 2 - s, rate beta) by
# mpmath, which is the closed form of Fader, Hardie and Lee (2005), RFM and CLV.
PARETO_ALIVE = [
    (0.553, 10.58, 0.606, 11.66, 1e-6, 119.064566801782),
    (0.553, 10.58, 0.606, 11.66, 0.0027, 3.95253140031974),
    (0.553, 10.58, 0.606, 11.66, 0.1, 0.387494763125776),
    (7.553, 49.4, 0.606, 50.5, 1e-6, 838.098756045027),
    (7.553, 49.4, 0.606, 50.5, 0.0027, 22.0815240685916),
    (0.5, 2.0, 3.0, 2.0, 1e-6, 0.249999500012545),
    (0.5, 2.0, 3.0, 2.0, 0.1, 0.214933487469322),
    (1000.5, 300.0, 2.0, 400.0, 0.0027, 518.767099283775),
]
# r, alpha, a, b of somebody whose next purchase is a chance to drop out; then by mpmath the integral of
# r / alpha 2F1(r + 1, a; a + b; -t / alpha) exp(-rate t).
BG_ALIVE = [
    (0.243, 4.414, 0.793, 2.426, 1e-6, 48.2786315774654),
    (0.243, 4.414, 0.793, 2.426, 0.0027, 3.64780963013742),
    (0.243, 4.414, 0.793, 2.426, 0.1, 0.389712623582687),
    (7.243, 44.0, 0.793, 9.426, 1e-6, 264.374327240153),
    (7.243, 44.0, 0.793, 9.426, 0.0027, 19.5723975705013),
    (0.5, 2.0, 3.0, 2.0, 1e-6, 1.99200271013015),
    (0.5, 2.0, 3.0, 2.0, 0.1, 0.722278251598236),
    (100.5, 60.0, 0.5, 101.0, 0.0027, 296.220085266143),
]


def yearly(force_per_week):
    return math.expm1(force_per_week * DAYS_PER_YEAR / 7.0)


def alive(module, parameters, force, horizon=math.inf):
    schedule = discount_schedule(yearly(force), horizon, unit_days=7.0)
    nobody_seen = np.zeros(1, dtype=np.int64), np.zeros(1)
    return module.weighted_transactions_while_alive(parameters, *nobody_seen, *schedule)[0]


@pytest.mark.parametrize(("r", "alpha", "s", "beta", "force", "expected"), PARETO_ALIVE)
def test_of_the_pareto_nbd_they_are_the_closed_form(r, alpha, s, beta, force, expected):
    found = alive(pareto_nbd, {"r": r, "alpha": alpha, "s": s, "beta": beta}, force)
    assert found == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize(("r", "alpha", "a", "b", "force", "expected"), BG_ALIVE)
def test_of_the_bg_nbd_they_are_those_of_mpmath(r, alpha, a, b, force, expected):
    found = alive(bg_nbd, {"r": r, "alpha": alpha, "a": a, "b": b}, force)
    assert found == pytest.approx(expected, rel=1e-10)


@given(st.floats(0.1, 5.0), st.floats(0.1, 100.0), st.floats(1e-3, 1.0))
def test_the_confluent_function_of_scipy_agrees(s, beta, force):
    closed = beta * hyperu(1.0, 2.0 - s, force * beta)
    found = alive(pareto_nbd, {"r": 1.0, "alpha": 1.0, "s": s, "beta": beta}, force)
    assert found == pytest.approx(closed, rel=1e-8)


@given(st.floats(0.1, 5.0), st.floats(0.1, 100.0), st.floats(1e-6, 1.0), st.floats(0.1, 500.0))
def test_up_to_a_horizon_they_are_the_rate_of_purchase_discounted(s, beta, force, horizon):
    def rate(t):
        return math.exp(-force * t) * (beta / (beta + t)) ** s

    expected = quad(rate, 0.0, horizon, epsabs=0.0, epsrel=1e-10, limit=200)[0]
    found = alive(pareto_nbd, {"r": 1.0, "alpha": 1.0, "s": s, "beta": beta}, force, horizon)
    assert found == pytest.approx(expected, rel=1e-9)


def test_of_every_model_a_far_horizon_is_as_none_and_no_discount_counts_all(calibration):
    for model, parameters in ((BG_NBD, BG), (PARETO_NBD, PARETO)):
        arguments = model, parameters, calibration
        endless = discounted_transactions(*arguments, 0.15)
        far = discounted_transactions(*arguments, 0.15, 5_000.0)
        assert far == pytest.approx(endless, rel=1e-5)
        assert (far <= endless).all()
        expected = model.expected_transactions(parameters, calibration, 52.0)
        assert discounted_transactions(*arguments, 0.0, 52.0) == pytest.approx(expected, rel=1e-12)
        assert (discounted_transactions(*arguments, 0.15, 52.0) < expected).all()


def test_a_small_rate_comes_near_the_mean_without_discount_where_there_is_one(calibration):
    """r / alpha * beta / (s - 1) for s above 1, and (a + b - 1) / (a - 1) for a above 1."""
    mortal = PARETO | {"s": 3.0}
    rate = (mortal["r"] + calibration.frequency) / (mortal["alpha"] + calibration.age)
    all_of_them = rate * (mortal["beta"] + calibration.age) / 2.0
    whole = pareto_nbd.probability_alive(mortal, calibration) * all_of_them
    found = discounted_transactions(PARETO_NBD, mortal, calibration, 1e-9)
    assert found == pytest.approx(whole, rel=1e-6)
    leaving = BG | {"a": 3.0}
    few = calibration.take(np.arange(50))
    whole = (3.0 + leaving["b"] + few.frequency - 1.0) / 2.0 * bg_nbd.probability_alive(leaving, few)
    # The last purchases of those who seldom buy are long in coming: the rate is felt as its power r.
    assert discounted_transactions(BG_NBD, leaving, few, 1e-9) == pytest.approx(whole, rel=1e-2)


@given(st.floats(1e-3, 10.0), st.floats(1.0, 100.0))
def test_the_weights_are_those_of_a_fund_that_pays_at_its_rate(rate, horizon):
    """One purchase a week: (1 - exp(-delta H)) / delta, to the precision of the rule."""
    horizons, weights = discount_schedule(rate, horizon, unit_days=7.0)
    force = force_of_discount(rate, 7.0)
    assert weights @ horizons == pytest.approx(-math.expm1(-force * horizon) / force, rel=1e-11)


def test_the_unit_of_time_does_not_matter(calibration):
    few = calibration.take(np.arange(30))
    days = replace(few, recency=few.recency * 7.0, age=few.age * 7.0, unit_days=1.0)
    in_days = BG | {"alpha": 7.0 * BG["alpha"]}
    weekly = discounted_transactions(BG_NBD, BG, few, 0.1, 26.0)
    assert discounted_transactions(BG_NBD, in_days, days, 0.1, 182.0) == pytest.approx(weekly, rel=1e-12)


@pytest.mark.parametrize(
    ("rate", "horizon", "told"),
    [
        (-0.1, 52.0, "discount_rate_per_year: is -0.1"),
        (math.nan, 52.0, "discount_rate_per_year: is nan"),
        (0.1, -1.0, "horizon: is -1.0"),
        (0.1, math.nan, "horizon: is nan"),
        (0.0, math.inf, "has no end, and nothing is discounted"),
    ],
)
def test_what_has_no_answer_is_refused(calibration, rate, horizon, told):
    with pytest.raises(InputError, match=told):
        discounted_transactions(BG_NBD, BG, calibration, rate, horizon)
