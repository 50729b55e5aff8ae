from dataclasses import replace
from math import exp, lgamma, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.lifetime_value import bg_nbd

# CLVTools tests/testthat/test_correctness_bgnbd.R; standard errors: lifetimes 0.11.3 on the same data.
PUBLISHED = {"r": 0.2425945, "alpha": 4.4136019, "a": 0.7929199, "b": 2.4258881}
PUBLISHED_ERRORS = {"r": 0.01256, "alpha": 0.3782, "a": 0.1857, "b": 0.7053}
# BTYD walkthrough: its own estimates, and what it predicts with them.
WALKTHROUGH = {"r": 0.2425982, "alpha": 4.4136842, "a": 0.7929899, "b": 2.4261667}


def paper_log_likelihood(r, alpha, a, b, x, t_x, age):
    """Fader, Hardie and Lee (2005), equation 6, as it stands."""
    beta = lgamma(a + b) + lgamma(b + x) - lgamma(b) - lgamma(a + b + x)
    gammas = lgamma(r + x) - lgamma(r) + r * log(alpha)
    alive = exp(-(r + x) * log(alpha + age))
    dropped = a / (b + x - 1) * exp(-(r + x) * log(alpha + t_x)) if x else 0.0
    return beta + gammas + log(alive + dropped)


def log_likelihood(parameters, x, t_x, age):
    rows = np.array([x]), np.array([float(t_x)]), np.array([float(age)]), np.array([1])
    return bg_nbd.log_likelihood(np.array(parameters, dtype=np.float64), *rows)


def test_the_fit_on_cdnow_is_the_published_one(purchase_fit):
    assert purchase_fit.status == "ok"
    assert purchase_fit.n_customers == 2357
    assert purchase_fit.parameters == pytest.approx(PUBLISHED, rel=2e-5)
    assert purchase_fit.log_likelihood == pytest.approx(-9582.429, abs=1e-3)
    assert purchase_fit.standard_errors == pytest.approx(PUBLISHED_ERRORS, rel=1e-3)


def test_the_optimum_is_one(purchase_fit):
    assert purchase_fit.gradient_norm < 1e-9
    assert purchase_fit.spread_of_optima < 1e-6
    assert purchase_fit.n_starts > 1
    assert purchase_fit.hessian_condition == pytest.approx(164.9, rel=0.01)


@pytest.mark.parametrize(
    ("x", "t_x", "age", "expected"), [(0, 0.0, 40.0, -0.59947382), (200, 38.0, 40.0, 100.79569)]
)
def test_the_likelihood_of_single_customers_is_the_published_one(x, t_x, age, expected):
    assert log_likelihood((0.25, 4.0, 0.8, 2.5), x, t_x, age)[0] == pytest.approx(expected, abs=5e-6)


@given(
    st.tuples(*(st.floats(0.05, 20.0) for _ in range(4))),
    st.integers(0, 30),
    st.floats(0.01, 1.0),
    st.floats(0.5, 100.0),
)
def test_the_likelihood_is_that_of_the_paper(parameters, x, share, age):
    t_x = share * age if x else 0.0
    r, alpha, a, b = parameters
    expected = paper_log_likelihood(r, alpha, a, b, x, t_x, age)
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


def test_slopes_and_curvatures_are_those_of_differences(calibration):
    rows = (calibration.frequency, calibration.recency, calibration.age, np.ones(2357, dtype=np.int64))
    here = np.array([0.3, 3.0, 0.7, 2.0])
    _, gradient, upper = bg_nbd.log_likelihood(here, *rows)
    hessian = np.triu(upper) + np.triu(upper, 1).T
    for k, step in enumerate(np.diag(1e-5 * here)):
        above, below = (bg_nbd.log_likelihood(here + sign * step, *rows) for sign in (1, -1))
        assert gradient[k] == pytest.approx((above[0] - below[0]) / (2 * step[k]), rel=1e-6)
        assert hessian[k] == pytest.approx((above[1] - below[1]) / (2 * step[k]), rel=1e-6)


def test_the_unit_of_time_changes_alpha_and_nothing_else(calibration, purchase_fit):
    days = replace(calibration, recency=calibration.recency * 7, age=calibration.age * 7, unit_days=1.0)
    fit = bg_nbd.fit(days)
    expected = purchase_fit.parameters | {"alpha": 7 * purchase_fit.parameters["alpha"]}
    assert fit.parameters == pytest.approx(expected, rel=1e-6)


def test_customers_twice_over_give_the_same_parameters_and_smaller_errors(calibration, purchase_fit):
    twice = bg_nbd.fit(calibration.take(np.repeat(np.arange(2357), 2)))
    assert twice.parameters == pytest.approx(purchase_fit.parameters, rel=1e-6)
    assert twice.log_likelihood == pytest.approx(2 * purchase_fit.log_likelihood)
    ratio = twice.standard_errors["alpha"] / purchase_fit.standard_errors["alpha"]
    assert ratio == pytest.approx(0.5**0.5, rel=1e-4)


def test_expected_transactions_of_a_new_customer_are_the_published_ones():
    assert bg_nbd.expected_transactions(WALKTHROUGH, [52.0])[0] == pytest.approx(1.444004, abs=2e-6)
    times = [0.1429, 1.0, 3.0, 31.857, 32.0, 78.0]
    published = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576]
    assert bg_nbd.expected_transactions(PUBLISHED, times) == pytest.approx(published, abs=5e-4)


def test_customer_1516_is_predicted_as_published(cdnow, calibration):
    row = cdnow.labels.index("1516")
    assert (calibration.frequency[row], calibration.age[row]) == (26, 31.0)
    assert calibration.recency[row] == pytest.approx(30.857, abs=1e-3)
    alive = bg_nbd.probability_alive(WALKTHROUGH, calibration)[row]
    expected = bg_nbd.conditional_expected_transactions(WALKTHROUGH, calibration, 52.0)[row]
    assert alive == pytest.approx(0.9688523, abs=5e-7)
    assert expected == pytest.approx(25.75659, rel=3e-6)


def test_the_customer_of_the_paper_is_predicted_as_published(customers):
    expected = bg_nbd.conditional_expected_transactions(PUBLISHED, customers([2], [30.43], [38.86]), 39.0)
    assert expected[0] == pytest.approx(1.226, abs=1e-3)


def test_one_time_buyers_are_alive_for_certain_and_long_silence_is_not(customers):
    alive = bg_nbd.probability_alive(PUBLISHED, customers([0, 8, 8], [0.0, 38.0, 5.0], [39.0, 39.0, 39.0]))
    assert alive[0] == 1.0
    assert alive[1] > 0.9
    assert alive[2] < 0.01


def test_steps_of_a_discount_factor_discount(customers):
    summary = customers([3, 3, 0], [20.0, 20.0, 0.0], [39.0, 39.0, 12.0])
    horizons, factors = np.array([1.0, 2.0, 3.0]), np.array([0.9, 0.8, 0.7])
    weights = -np.diff([*factors, 0.0])
    columns = summary.frequency, summary.age
    discounted = bg_nbd.weighted_transactions_while_alive(PUBLISHED, *columns, horizons, weights)
    within = [
        bg_nbd.weighted_transactions_while_alive(PUBLISHED, *columns, np.array([h]), np.ones(1))
        for h in (0.0, *horizons)
    ]
    expected = sum(f * (high - low) for f, low, high in zip(factors, within, within[1:], strict=False))
    assert discounted == pytest.approx(expected, rel=1e-12)
