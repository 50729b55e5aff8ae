from dataclasses import replace
from math import lgamma, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.lifetime_value import gamma_gamma

PUBLISHED = {"p": 6.2497, "q": 3.7442, "v": 15.443}  # clvkit; CLVTools and lifetimes agree as far as they go


def paper_log_likelihood(p, q, v, x, m):
    """Fader and Hardie (2013), equation 1a, as it stands."""
    gammas = lgamma(p * x + q) - lgamma(p * x) - lgamma(q)
    return gammas + q * log(v) + (p * x - 1) * log(m) + p * x * log(x) - (p * x + q) * log(v + x * m)


def log_likelihood(parameters, x, m):
    rows = np.array([x]), np.array([float(m)]), np.array([1])
    return gamma_gamma.log_likelihood(np.array(parameters, dtype=np.float64), *rows)


def test_the_fit_on_cdnow_is_the_published_one(spend_fit):
    assert spend_fit.status == "ok"
    assert spend_fit.n_customers == 946
    assert spend_fit.parameters == pytest.approx(PUBLISHED, rel=1e-4)
    assert spend_fit.log_likelihood == pytest.approx(-4055.9177, abs=1e-4)


def test_spend_is_that_of_the_repeat_purchases_above_zero(calibration):
    assert np.nanmean(calibration.mean_spend) == pytest.approx(35.08, abs=5e-3)


@given(
    st.tuples(*(st.floats(0.05, 30.0) for _ in range(3))),
    st.integers(1, 50),
    st.floats(0.01, 1e4),
)
def test_the_likelihood_is_that_of_the_paper(parameters, x, m):
    p, q, v = parameters
    expected = paper_log_likelihood(p, q, v, x, m)
    assert log_likelihood(parameters, x, m)[0] == pytest.approx(expected, rel=1e-9, abs=1e-7)


@given(
    st.tuples(*(st.floats(1e-3, 1e3) for _ in range(3))),
    st.integers(1, 10_000),
    st.floats(1e-6, 1e9),
)
def test_the_likelihood_is_finite_far_out(parameters, x, m):
    value, gradient, hessian = log_likelihood(parameters, x, m)
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()
    assert np.isfinite(hessian).all()


def test_slopes_and_curvatures_are_those_of_differences(calibration):
    spent = calibration.spend_count > 0
    rows = (calibration.spend_count[spent], calibration.mean_spend[spent], np.ones(946, dtype=np.int64))
    here = np.array([4.0, 3.0, 12.0])
    _, gradient, upper = gamma_gamma.log_likelihood(here, *rows)
    hessian = np.triu(upper) + np.triu(upper, 1).T
    for k, step in enumerate(np.diag(1e-5 * here)):
        above, below = (gamma_gamma.log_likelihood(here + sign * step, *rows) for sign in (1, -1))
        assert gradient[k] == pytest.approx((above[0] - below[0]) / (2 * step[k]), rel=1e-6)
        assert hessian[k] == pytest.approx((above[1] - below[1]) / (2 * step[k]), rel=1e-6)


def test_the_unit_of_money_changes_v_and_nothing_else(calibration, spend_fit):
    cents = gamma_gamma.fit(replace(calibration, mean_spend=100 * calibration.mean_spend))
    expected = spend_fit.parameters | {"v": 100 * spend_fit.parameters["v"]}
    assert cents.parameters == pytest.approx(expected, rel=1e-6)


def test_the_expected_spend_of_the_first_ten_customers_is_the_published_one(calibration, spend_fit):
    published = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    expected = gamma_gamma.expected_spend(spend_fit.parameters, calibration)[:10]
    assert expected == pytest.approx(published, abs=0.01)


def test_much_experience_of_a_customer_outweighs_the_population(customers):
    summary = customers([0, 10_000], [0.0, 30.0], [39.0, 39.0], mean_spend=500.0)
    population, own = gamma_gamma.expected_spend(PUBLISHED, summary)
    assert population == pytest.approx(6.2497 * 15.443 / 2.7442)
    assert own == pytest.approx(500.0, rel=1e-3)


def test_a_mean_that_does_not_exist_is_infinite_and_never_negative(customers):
    heavy = {"p": 0.2, "q": 0.5, "v": 10.0}
    expected = gamma_gamma.expected_spend(heavy, customers([0, 1, 9], [0.0, 5.0, 5.0], [9.0, 9.0, 9.0]))
    assert np.isinf(expected[:2]).all()
    assert 0.0 < expected[2] < np.inf
