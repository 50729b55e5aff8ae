from dataclasses import replace
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import gammaln
from scipy.stats import lognorm, multivariate_normal, norm

from hooper.history.calendar import end_of_day
from hooper.history.customer_summary import summarise
from hooper.history.log_spend_summary import LogSpendSummary, summarise_log_spend
from hooper.lifetime_value import lognormal_spend
from tests.unit.lifetime_value.conftest import CALIBRATION_END

VALUES = {"median_amount": 25.0, "sigma": 0.6, "tau": 0.5}
# Computed independently: the top that a general-purpose search finds (below).
CDNOW = {"median_amount": 26.865627, "sigma": 0.562246, "tau": 0.468988}

positive = st.floats(0.05, 5.0)


@pytest.fixture(scope="module")
def calibration(cdnow):
    return summarise_log_spend(cdnow, end_of_day(cdnow, CALIBRATION_END))


@pytest.fixture(scope="module")
def cdnow_fit(calibration):
    return lognormal_spend.fit(calibration)


def summary_of(*customers):
    """Return the summary of customers of whom the amounts of their repeat purchases are given."""
    logs = [np.log(np.asarray(amounts, dtype=np.float64)) for amounts in customers]
    return LogSpendSummary(
        customer_id=np.arange(len(logs), dtype=np.uint64),
        spend_count=np.array([own.size for own in logs], dtype=np.int64),
        mean_log_spend=np.array([own.mean() if own.size else np.nan for own in logs]),
        log_spend_squares=np.array([own.size * own.var() if own.size else 0.0 for own in logs]),
    )


def columns_of(summary):
    few = summary.take(np.flatnonzero(summary.spend_count > 0))
    counts = np.ones(few.n_customers, dtype=np.int64)
    return few.spend_count, few.mean_log_spend, few.log_spend_squares, counts


def plain_log_likelihood(median_amount, sigma, tau, amounts):
    """One customer's amounts: jointly normal logs, equal covariances tau^2, and the density of exp."""
    logs = np.log(amounts)
    covariance = sigma**2 * np.eye(logs.size) + tau**2
    mean = np.full(logs.size, log(median_amount))
    return multivariate_normal.logpdf(logs, mean, covariance) - logs.sum()


@given(positive, positive, positive, st.lists(st.floats(0.01, 1e4), min_size=1, max_size=8))
def test_the_likelihood_is_that_of_jointly_normal_logs(median_amount, sigma, tau, amounts):
    rows = columns_of(summary_of(amounts))
    value = lognormal_spend.log_likelihood(np.array([median_amount, sigma, tau]), *rows)[0]
    expected = plain_log_likelihood(median_amount, sigma, tau, amounts)
    assert value == pytest.approx(expected, rel=1e-7, abs=1e-7)


@given(
    st.tuples(st.floats(1e-6, 1e9), st.floats(1e-3, 1e3), st.floats(1e-3, 1e3)),
    st.integers(1, 10_000),
    st.floats(-300.0, 300.0),
    st.floats(0.0, 1e7),
)
def test_the_likelihood_is_finite_far_out(parameters, n, mean, squares):
    rows = np.array([n]), np.array([mean]), np.array([squares]), np.array([1])
    value, gradient, hessian = lognormal_spend.log_likelihood(np.array(parameters), *rows)
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()
    assert np.isfinite(hessian).all()


def test_slopes_and_curvatures_are_those_of_differences(calibration):
    rows = columns_of(calibration)
    here = np.array([30.0, 0.4, 0.7])
    _, gradient, upper = lognormal_spend.log_likelihood(here, *rows)
    hessian = np.triu(upper) + np.triu(upper, 1).T
    for k, step in enumerate(np.diag(1e-5 * here)):
        above, below = (lognormal_spend.log_likelihood(here + sign * step, *rows) for sign in (1, -1))
        assert gradient[k] == pytest.approx((above[0] - below[0]) / (2 * step[k]), rel=1e-6)
        assert hessian[k] == pytest.approx((above[1] - below[1]) / (2 * step[k]), rel=1e-6)


def test_the_fit_of_customers_with_equally_many_amounts_is_the_textbook_one():
    """Searle, Casella and McCulloch (1992): in balanced data the maximum is that of the mean squares."""
    generator = np.random.default_rng(1)
    logs = 3.0 + 0.7 * generator.standard_normal((400, 1)) + 0.4 * generator.standard_normal((400, 5))
    fit = lognormal_spend.fit(summary_of(*np.exp(logs)))
    within = logs.var(axis=1).sum() * 5 / (400 * 4)
    between = 5 * logs.mean(axis=1).var()
    expected = (np.exp(logs.mean()), within**0.5, ((between - within) / 5) ** 0.5)
    assert fit.status == "ok"
    assert tuple(fit.parameters.values()) == pytest.approx(expected, rel=1e-6)
    # Its errors: the information of the mean squares, chi-square with 400 and 1600 degrees of freedom.
    assert fit.standard_errors["median_amount"] == pytest.approx(
        expected[0] * (between / 2000) ** 0.5, rel=1e-6
    )
    assert fit.standard_errors["sigma"] == pytest.approx((within / 3200) ** 0.5, rel=1e-6)


def test_the_fit_on_cdnow_is_the_top_that_a_general_search_finds(calibration, cdnow_fit):
    n, mean, squares, _ = columns_of(calibration)

    def height(logs):
        median_amount, sigma, tau = np.exp(logs)
        spread = np.sqrt(tau**2 + sigma**2 / n)
        means = norm.logpdf(mean, np.log(median_amount), spread) - np.log(n) / 2.0
        residuals = (n - 1) * np.log(2 * np.pi * sigma**2) + squares / sigma**2
        return (means - residuals / 2.0 - n * mean).sum()

    options = {"xatol": 1e-8, "fatol": 1e-8, "maxiter": 4000}
    top = minimize(lambda logs: -height(logs), [3.0, -0.5, -0.5], method="Nelder-Mead", options=options)
    assert cdnow_fit.status == "ok"
    assert cdnow_fit.n_customers == 946
    assert cdnow_fit.log_likelihood == pytest.approx(-top.fun, abs=1e-6)
    assert tuple(cdnow_fit.parameters.values()) == pytest.approx(np.exp(top.x), rel=1e-5)
    assert cdnow_fit.parameters == pytest.approx(CDNOW, rel=1e-5)
    assert cdnow_fit.gradient_norm < 1e-6
    assert cdnow_fit.spread_of_optima < 1e-6


def test_on_cdnow_amounts_are_likelier_than_under_the_gamma_gamma(calibration, cdnow_fit, cdnow):
    """Both as densities of the 946 customers' single amounts, each at its own maximum."""
    plain = summarise(cdnow, end_of_day(cdnow, CALIBRATION_END))
    n, mean, *_ = columns_of(calibration)
    total = n * plain.mean_spend[plain.spend_count > 0]

    def height(logs):
        p, q, v = np.exp(logs)
        gammas = gammaln(p * n + q) - n * gammaln(p) - gammaln(q)
        return (gammas + q * np.log(v) + (p - 1) * n * mean - (p * n + q) * np.log(v + total)).sum()

    top = minimize(lambda logs: -height(logs), [1.3, 1.5, 3.5], method="Nelder-Mead")
    assert -top.fun == pytest.approx(-10707.86, abs=0.01)
    assert cdnow_fit.log_likelihood == pytest.approx(-10697.276, abs=1e-3)


def test_the_unit_of_money_changes_the_median_and_nothing_else(calibration, cdnow_fit):
    cents = lognormal_spend.fit(replace(calibration, mean_log_spend=calibration.mean_log_spend + log(100.0)))
    expected = cdnow_fit.parameters | {"median_amount": 100 * cdnow_fit.parameters["median_amount"]}
    assert cents.parameters == pytest.approx(expected, rel=1e-6)


def test_the_order_of_the_customers_does_not_matter(calibration, cdnow_fit):
    backwards = calibration.take(np.arange(calibration.n_customers)[::-1])
    assert lognormal_spend.fit(backwards).as_dict() == cdnow_fit.as_dict()


@pytest.mark.parametrize("amounts", [[40.0], [10.0, 90.0, 35.0], [2.0] * 30])
def test_expected_spend_is_the_mean_over_what_the_amounts_leave_open(amounts):
    """By a sum over a fine grid of mu, weighted with how likely the amounts are at each."""
    mu, sigma = np.linspace(-5.0, 12.0, 200_001), VALUES["sigma"]
    logs = np.log(amounts)
    weight = norm.logpdf(mu, log(VALUES["median_amount"]), VALUES["tau"])
    weight = np.exp(weight + norm.logpdf(logs[:, None], mu, sigma).sum(axis=0))
    expected = weight @ np.exp(mu + sigma**2 / 2.0) / weight.sum()
    assert lognormal_spend.expected_spend(VALUES, summary_of(amounts))[0] == pytest.approx(expected, rel=1e-9)


def test_customers_without_repeat_spend_get_the_population_mean_and_much_experience_outweighs_it():
    nobody_knows, known = lognormal_spend.expected_spend(VALUES, summary_of([], [500.0] * 100_000))
    population = lognorm.mean((0.6**2 + 0.5**2) ** 0.5, scale=25.0)
    assert nobody_knows == pytest.approx(population, rel=1e-12)
    assert known == pytest.approx(500.0 * np.exp(0.6**2 / 2), rel=1e-4)


@given(positive, positive, st.lists(st.floats(0.1, 1e3), min_size=1, max_size=5), st.floats(1.01, 10.0))
def test_higher_amounts_raise_what_is_expected_and_by_less_than_in_proportion(sigma, tau, amounts, factor):
    values = VALUES | {"sigma": sigma, "tau": tau}
    summary = summary_of(amounts, [factor * amount for amount in amounts])
    low, high = lognormal_spend.expected_spend(values, summary)
    assert low < high < factor * low


def test_a_mean_beyond_all_floats_is_infinite():
    heavy = VALUES | {"sigma": 60.0}
    assert np.isinf(lognormal_spend.expected_spend(heavy, summary_of([1.0]))).all()


@pytest.mark.parametrize(
    ("amounts", "unfixed"),
    [
        ([[25.0] * 4] * 60, "sigma and tau"),
        ([[10.0 + k] * 4 for k in range(60)], "sigma"),
        ([[10.0 + k] for k in range(60)], "sigma and tau"),
        ([[10.0 + k, 500.0 / (10.0 + k)] for k in range(60)], "tau"),
        ([[3.0, 9.0, 20.0]], "tau"),
        ([[3.0]], "sigma and tau"),
    ],
    ids=["equal", "equal within", "one each", "equal means", "one customer", "one amount"],
)
def test_amounts_that_do_not_fix_both_spreads_are_never_ok_and_the_reason_names_them(amounts, unfixed):
    fit = lognormal_spend.fit(summary_of(*amounts))
    assert fit.status in {"boundary", "flat"}
    assert f" {unfixed} goes" in fit.reason or f"do not fix {unfixed}:" in fit.reason
    assert np.isfinite(list(fit.parameters.values())).all()


def test_one_customer_with_very_many_amounts_does_not_break_the_fit():
    fit = lognormal_spend.fit(summary_of([1.0, 2.0] * 5000, [3.0, 4.0], [0.1], [30.0]))
    assert fit.status == "ok"
    assert fit.parameters["sigma"] == pytest.approx(log(2.0) / 2.0, rel=1e-3)


@pytest.mark.parametrize("amounts", [[], [[], []]])
def test_nobody_with_repeat_spend_is_told(amounts):
    fit = lognormal_spend.fit(summary_of(*amounts))
    assert fit.status == "failed"
    assert "nobody made a repeat purchase above zero" in fit.reason
