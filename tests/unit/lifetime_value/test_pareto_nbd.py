from dataclasses import replace
from math import lgamma, log, log1p

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from hooper.lifetime_value import pareto_nbd

# CLVTools tests/testthat/test_correctness_pnbd_nocovstaticcov.R. The likelihood is a flat ridge: its own
# tolerance is 1e-3, and beta is known to 0.2 % only.
PUBLISHED = {"r": 0.55315, "alpha": 10.57633, "s": 0.60625, "beta": 11.67150}
PUBLISHED_ERRORS = {"r": 0.0476264, "alpha": 0.8427222, "s": 0.1872594, "beta": 6.2105448}
OVERFLOW = {"r": 0.5143, "alpha": 2.8845, "s": 0.2856, "beta": 14.1087}
STEP = 1e-5


@pytest.fixture(scope="module")
def fitted(calibration):
    return pareto_nbd.fit(calibration)


def log_likelihood(parameters, x, t_x, age):
    rows = np.array([x]), np.array([float(t_x)]), np.array([float(age)]), np.array([1])
    return pareto_nbd.log_likelihood(np.array(parameters, dtype=np.float64), *rows)


def paper_log_likelihood(r, alpha, s, beta, x, t_x, age):
    """The mixture over both gammas of lambda^x (e^-(lambda + mu) T + mu int e^-(lambda + mu) t dt)."""
    gammas = lgamma(r + x) - lgamma(r) + r * log(alpha) + s * log(beta)

    def dies(t):
        return s * (alpha + t) ** -(r + x) * (beta + t) ** -(s + 1.0)

    lives = (alpha + age) ** -(r + x) * (beta + age) ** -s
    return gammas + log(lives + quad(dies, t_x, age, epsabs=0.0, epsrel=1e-12)[0])


def test_the_fit_on_cdnow_is_the_published_one(fitted):
    assert fitted.status == "ok"
    assert fitted.parameters == pytest.approx(PUBLISHED, rel=1e-3)
    assert fitted.log_likelihood == pytest.approx(-9594.976, abs=1e-3)
    assert fitted.standard_errors == pytest.approx(PUBLISHED_ERRORS, rel=1e-3)


def test_the_optimum_is_one(fitted):
    assert fitted.gradient_norm < 1e-9
    assert fitted.spread_of_optima < 1e-6


def test_the_likelihood_near_the_top_is_the_published_one(calibration):
    rows = (calibration.frequency, calibration.recency, calibration.age, np.ones(2357, dtype=np.int64))
    there = pareto_nbd.log_likelihood(np.array([0.5533, 10.5777, 0.6062, 11.6687]), *rows)[0]
    assert there == pytest.approx(-9594.9762, abs=5e-5)


@given(
    st.tuples(*(st.floats(0.2, 10.0) for _ in range(4))),
    st.integers(0, 12),
    st.floats(0.05, 1.0),
    st.floats(0.5, 60.0),
)
def test_the_likelihood_is_that_of_the_paper(parameters, x, share, age):
    t_x = share * age if x else 0.0
    r, alpha, s, beta = parameters
    expected = paper_log_likelihood(r, alpha, s, beta, x, t_x, age)
    assert log_likelihood(parameters, x, t_x, age)[0] == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(
    st.tuples(*(st.floats(1e-3, 1e3) for _ in range(4))),
    st.integers(0, 10_000),
    st.floats(1e-3, 1.0),
    st.floats(1e-3, 1e4),
)
def test_the_likelihood_is_finite_far_out(parameters, x, share, age):
    value, gradient, hessian = log_likelihood(parameters, x, share * age if x else 0.0, age)
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()
    assert np.isfinite(hessian).all()


@pytest.mark.parametrize("here", [(0.3, 3.0, 0.7, 20.0), (0.9, 20.0, 0.3, 2.0), (2.0, 8.0, 4.0, 8.0)])
def test_slopes_and_curvatures_are_those_of_differences(calibration, here):
    rows = (calibration.frequency, calibration.recency, calibration.age, np.ones(2357, dtype=np.int64))
    here = np.array(here)
    _, gradient, upper = pareto_nbd.log_likelihood(here, *rows)
    hessian = np.triu(upper) + np.triu(upper, 1).T
    for k, step in enumerate(np.diag(STEP * here)):
        above, below = (pareto_nbd.log_likelihood(here + sign * step, *rows) for sign in (1, -1))
        assert gradient[k] == pytest.approx((above[0] - below[0]) / (2 * step[k]), rel=1e-6)
        assert hessian[k] == pytest.approx((above[1] - below[1]) / (2 * step[k]), rel=1e-6)


def test_the_unit_of_time_changes_alpha_and_beta_and_nothing_else(calibration, fitted):
    days = replace(calibration, recency=calibration.recency * 7, age=calibration.age * 7, unit_days=1.0)
    scaled = {name: 7.0 * fitted.parameters[name] for name in ("alpha", "beta")}
    assert pareto_nbd.fit(days).parameters == pytest.approx(fitted.parameters | scaled, rel=1e-5)


def test_customer_1516_is_predicted_as_published(cdnow, calibration, fitted):
    """BTYD walkthrough, at estimates of its own, of which three digits are told: so far the figures reach."""
    row = cdnow.labels.index("1516")
    alive = pareto_nbd.probability_alive(fitted.parameters, calibration)[row]
    expected = pareto_nbd.conditional_expected_transactions(fitted.parameters, calibration, 52.0)[row]
    assert alive == pytest.approx(0.997874, abs=2e-6)
    assert expected == pytest.approx(25.45647, rel=3e-4)
    assert pareto_nbd.expected_transactions(fitted.parameters, [52.0])[0] == pytest.approx(1.473434, rel=3e-4)


def test_the_customers_on_whom_other_packages_overflow_are_predicted(customers):
    """CLVTools, its own regression test: P(alive) was not a number."""
    x, t_x = [221, 254, 161, 204], [103.42857, 97.14286, 94.71429, 98.57143]
    age = [103.57143, 97.28571, 98.0, 99.42857]
    alive = pareto_nbd.probability_alive(OVERFLOW, customers(x, t_x, age))
    expected = pareto_nbd.conditional_expected_transactions(OVERFLOW, customers(x, t_x, age), 52.0)
    assert ((alive > 0.0) & (alive < 1.0)).all()
    assert (np.isfinite(expected) & (expected > 0.0)).all()


@given(st.floats(0.01, 20.0), st.floats(0.1, 100.0), st.floats(0.01, 200.0))
def test_expected_purchases_are_the_rate_times_the_time_alive(s, beta, horizon):
    parameters = {"r": 2.0, "alpha": 4.0, "s": s, "beta": beta}
    lived = quad(lambda t: (beta / (beta + t)) ** s, 0.0, horizon, epsrel=1e-11)[0]
    found = pareto_nbd.expected_transactions(parameters, [horizon])[0]
    assert found == pytest.approx(0.5 * lived, rel=1e-8)


def test_at_s_of_one_the_expected_purchases_are_the_limit():
    at = {"r": 2.0, "alpha": 4.0, "s": 1.0, "beta": 10.0}
    assert pareto_nbd.expected_transactions(at, [30.0])[0] == pytest.approx(0.5 * 10.0 * log1p(3.0))


def test_a_customer_who_has_just_come_is_predicted_like_a_new_one(customers):
    new = pareto_nbd.expected_transactions(PUBLISHED, [52.0])[0]
    just_come = customers([0], [0.0], [0.0])
    assert pareto_nbd.conditional_expected_transactions(PUBLISHED, just_come, 52.0)[0] == pytest.approx(new)


def test_steps_of_a_discount_factor_discount(customers):
    summary = customers([3, 3, 0], [20.0, 20.0, 0.0], [39.0, 39.0, 12.0])
    horizons, factors = np.array([1.0, 2.0, 3.0]), np.array([0.9, 0.8, 0.7])
    columns = summary.frequency, summary.age
    discounted = pareto_nbd.weighted_transactions_while_alive(
        PUBLISHED, *columns, horizons, -np.diff([*factors, 0.0])
    )
    alive = pareto_nbd.probability_alive(PUBLISHED, summary)
    reached = [pareto_nbd.conditional_expected_transactions(PUBLISHED, summary, h) for h in (0.0, *horizons)]
    assert discounted * alive == pytest.approx(factors @ np.diff(reached, axis=0))
