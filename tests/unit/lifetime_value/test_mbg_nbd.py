from dataclasses import replace
from math import exp, lgamma, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln
from scipy.stats import beta, gamma, nbinom

from hooper.lifetime_value import mbg_nbd
from tests.statistical.buy_till_you_die_laws import BetaGeometricLaw

# lifetimes 0.11.3, tests/test_estimation.py, to three decimals; the log-likelihood: recomputed on its own.
PUBLISHED = {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}
PUBLISHED_VALUE = -9582.136

# At the published parameters, by mpmath with 400 digits from the closed forms of the papers.
EXACT_TRANSACTIONS = {
    0.1: 0.0054538096255034338,
    1.0: 0.053084795263701838,
    39.0: 1.1829536655971726,
    52.0: 1.4197237577127461,
    1000.0: 5.6122559658849873,
}
EXACT_PREDICTIONS = {  # x, t_x, T: P(alive) and E[purchases in the 39 weeks to come]
    (0, 0.0, 38.0): (0.39214486922892538, 0.15761713519716722),
    (1, 3.0, 38.0): (0.21090791416069115, 0.23698173035426695),
    (2, 30.43, 38.86): (0.70620226511848728, 1.2629606232673657),
    (200, 38.0, 40.0): (0.030596068692788175, 3.8927183841778089),
}

parameter = st.floats(0.05, 20.0)


@pytest.fixture(scope="module")
def cdnow_fit(calibration):
    return mbg_nbd.fit(calibration)


def paper_log_likelihood(r, alpha, a, b, x, t_x, age):
    """Batislam, Denizel and Filiztekin (2007): stayed after all x + 1 purchases, or left with the last."""

    def stayed(dropped, survived):
        gammas = lgamma(a + dropped) - lgamma(a) + lgamma(b + survived) - lgamma(b)
        return exp(gammas - lgamma(a + b + dropped + survived) + lgamma(a + b))

    purchases = lgamma(r + x) - lgamma(r) + r * log(alpha)
    alive = stayed(0, x + 1) * exp(-(r + x) * log(alpha + age))
    gone = stayed(1, x) * exp(-(r + x) * log(alpha + t_x))
    return purchases + log(alive + gone)


def named(values):
    return {name: float(value) for name, value in zip(mbg_nbd.PARAMETERS, values, strict=True)}


def log_likelihood(parameters, x, t_x, age):
    rows = np.array([x]), np.array([float(t_x)]), np.array([float(age)]), np.array([1])
    return mbg_nbd.log_likelihood(np.array(parameters, dtype=np.float64), *rows)


def test_the_fit_on_cdnow_is_the_published_one(cdnow_fit):
    assert cdnow_fit.status == "ok"
    assert cdnow_fit.n_customers == 2357
    assert cdnow_fit.parameters == pytest.approx(PUBLISHED, abs=5e-4)
    assert cdnow_fit.log_likelihood == pytest.approx(PUBLISHED_VALUE, abs=5e-4)


def test_the_optimum_is_one(cdnow_fit):
    assert cdnow_fit.gradient_norm < 1e-9
    assert cdnow_fit.spread_of_optima < 1e-6
    assert cdnow_fit.n_starts > 1


@given(st.tuples(parameter, parameter, parameter, parameter), st.integers(0, 30), st.floats(0.01, 1.0))
def test_the_likelihood_is_that_of_the_paper(parameters, x, share):
    age = 37.0
    t_x = share * age if x else 0.0
    r, alpha, a, b = parameters
    expected = paper_log_likelihood(r, alpha, a, b, x, t_x, age)
    assert log_likelihood(parameters, x, t_x, age)[0] == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(("x", "t_x"), [(0, 0.0), (1, 2.0), (3, 5.5)])
def test_the_likelihood_is_the_mean_over_rates_and_dropout_probabilities(x, t_x):
    """Of one customer with rate u and dropout p: x waits, a coin after every purchase, then silence till T.

    By Gauss-Legendre over both: with whole r, a and b the integrand has no corner.
    """
    r, alpha, a, b, age = 3.0, 4.0, 2.0, 3.0, 8.0
    nodes, weights = np.polynomial.legendre.leggauss(200)
    u, p = 10.0 * (nodes[:, None] + 1.0), (nodes + 1.0) / 2.0
    silent = p + (1 - p) * np.exp(-u * (age - t_x))
    lived = (1 - p) ** x * u**x * np.exp(-u * t_x) * silent
    mean = weights @ (lived * gamma.pdf(u, r, scale=1 / alpha) * beta.pdf(p, a, b)) @ weights * 10.0 / 2.0
    assert log_likelihood((r, alpha, a, b), x, t_x, age)[0] == pytest.approx(log(mean), rel=1e-10)


@given(
    st.tuples(*(st.floats(1e-3, 1e3) for _ in range(4))),
    st.integers(0, 10_000),
    st.floats(1e-3, 1.0),
    st.floats(1e-3, 1e4),
)
def test_the_likelihood_is_finite_far_out(parameters, x, share, age):
    t_x = share * age if x else 0.0
    value, gradient, hessian = log_likelihood(parameters, x, t_x, age)
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()
    assert np.isfinite(hessian).all()


def test_slopes_and_curvatures_are_those_of_differences(calibration):
    rows = (calibration.frequency, calibration.recency, calibration.age, np.ones(2357, dtype=np.int64))
    here = np.array([0.6, 5.0, 0.7, 2.0])
    _, gradient, upper = mbg_nbd.log_likelihood(here, *rows)
    hessian = np.triu(upper) + np.triu(upper, 1).T
    for k, step in enumerate(np.diag(1e-5 * here)):
        above, below = (mbg_nbd.log_likelihood(here + sign * step, *rows) for sign in (1, -1))
        assert gradient[k] == pytest.approx((above[0] - below[0]) / (2 * step[k]), rel=1e-6)
        assert hessian[k] == pytest.approx((above[1] - below[1]) / (2 * step[k]), rel=1e-6)


def test_the_unit_of_time_changes_alpha_and_nothing_else(calibration, cdnow_fit):
    days = replace(calibration, recency=calibration.recency * 7, age=calibration.age * 7, unit_days=1.0)
    expected = cdnow_fit.parameters | {"alpha": 7 * cdnow_fit.parameters["alpha"]}
    assert mbg_nbd.fit(days).parameters == pytest.approx(expected, rel=1e-6)


def test_customers_twice_over_give_the_same_parameters_and_smaller_errors(calibration, cdnow_fit):
    twice = mbg_nbd.fit(calibration.take(np.repeat(np.arange(2357), 2)))
    assert twice.parameters == pytest.approx(cdnow_fit.parameters, rel=1e-6)
    assert twice.log_likelihood == pytest.approx(2 * cdnow_fit.log_likelihood)
    ratio = twice.standard_errors["alpha"] / cdnow_fit.standard_errors["alpha"]
    assert ratio == pytest.approx(0.5**0.5, rel=1e-4)


@pytest.mark.parametrize(("time", "exact"), EXACT_TRANSACTIONS.items())
def test_expected_transactions_of_a_new_customer_agree_with_many_digits(time, exact):
    assert mbg_nbd.expected_transactions(PUBLISHED, [time])[0] == pytest.approx(exact, rel=1e-11)


@pytest.mark.parametrize("values", [(0.525, 6.183, 0.891, 1.614), (3.0, 2.0, 1.0, 0.5), (0.3, 9.0, 4.0, 0.2)])
def test_expected_transactions_are_the_mean_over_how_customers_leave(values):
    """At a = 1, too, where the closed form is nought by nought."""
    law = BetaGeometricLaw(*values, leaves_at_entry=True)
    found = mbg_nbd.expected_transactions(named(values), [4.0, 60.0])
    assert found == pytest.approx([law.mean(4.0), law.mean(60.0)], rel=1e-7)


@pytest.mark.parametrize(("customer", "exact"), EXACT_PREDICTIONS.items())
def test_a_customer_is_predicted_with_many_digits(customers, customer, exact):
    summary = customers(*([value] for value in customer))
    alive = mbg_nbd.probability_alive(PUBLISHED, summary)[0]
    expected = mbg_nbd.conditional_expected_transactions(PUBLISHED, summary, 39.0)[0]
    assert (alive, expected) == pytest.approx(exact, rel=1e-11)


four_parameters = st.tuples(st.floats(0.05, 5.0), st.floats(2.0, 20.0), parameter, parameter)


@settings(max_examples=10)
@given(four_parameters, st.floats(0.1, 4.0), st.floats(0.1, 10.0))
def test_predictions_of_all_who_are_alive_add_up_to_what_was_expected_of_new_customers(values, first, more):
    """E[X(s + h)] - E[X(s)] = sum over x of P(x purchases and alive at s) * E[purchases in h | x, alive]."""
    r, alpha, a, b = values
    parameters = named(values)
    x = np.arange(120)
    alive = np.exp(betaln(a, b + x + 1) - betaln(a, b)) * nbinom.pmf(x, r, alpha / (alpha + first))
    columns = x, np.full(120, first), np.array([more]), np.ones(1)
    later = alive @ mbg_nbd.weighted_transactions_while_alive(parameters, *columns)
    early, both = mbg_nbd.expected_transactions(parameters, [first, first + more])
    assert early + later == pytest.approx(both, rel=1e-9)


@given(st.tuples(parameter, parameter, parameter, parameter), st.integers(0, 50), st.floats(0.05, 1.0))
def test_right_after_a_purchase_one_more_coin_decides_and_then_silence_does(customers, values, x, share):
    *_, a, b = values
    t_x = 20.0 * share if x else 0.0
    summary = customers([x] * 3, [t_x] * 3, [t_x, t_x + 1.0, t_x + 50.0])
    now, soon, late = mbg_nbd.probability_alive(named(values), summary)
    assert now == pytest.approx((b + x) / (a + b + x), rel=1e-9)
    assert now > soon > late > 0.0


def test_the_chance_of_being_alive_and_the_prediction_are_finite_far_out(customers):
    summary = customers([0, 1, 10_000, 10_000], [0.0, 1e-3, 5.0, 9999.0], [1e4] * 4)
    alive = mbg_nbd.probability_alive(PUBLISHED, summary)
    expected = mbg_nbd.conditional_expected_transactions(PUBLISHED, summary, 52.0)
    assert ((alive >= 0.0) & (alive <= 1.0)).all()
    assert ((expected >= 0.0) & (expected < 100.0)).all()


def test_steps_of_a_discount_factor_discount(customers):
    summary = customers([3, 3, 0], [20.0, 20.0, 0.0], [39.0, 39.0, 12.0])
    horizons, factors = np.array([1.0, 2.0, 3.0]), np.array([0.9, 0.8, 0.7])
    weights = -np.diff([*factors, 0.0])
    columns = summary.frequency, summary.age
    discounted = mbg_nbd.weighted_transactions_while_alive(PUBLISHED, *columns, horizons, weights)
    within = [
        mbg_nbd.weighted_transactions_while_alive(PUBLISHED, *columns, np.array([h]), np.ones(1))
        for h in (0.0, *horizons)
    ]
    expected = sum(f * (high - low) for f, low, high in zip(factors, within, within[1:], strict=False))
    assert discounted == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("frequency", "recency", "age"),
    [
        (np.zeros(50), np.zeros(50), np.linspace(10, 30, 50)),
        (np.full(200, 10), np.full(200, 29.9), np.full(200, 30.0)),
        (np.full(100, 3), np.full(100, 10.0), np.full(100, 20.0)),
        ([0], [0.0], [20.0]),
        ([3], [10.0], [20.0]),
    ],
    ids=["one-timers", "no dropout at all", "everybody the same", "one who came once", "one customer"],
)
def test_a_log_without_an_interior_optimum_is_never_ok(customers, frequency, recency, age):
    fit = mbg_nbd.fit(customers(frequency, recency, age))
    assert fit.status in {"boundary", "flat"}
    assert any(name in fit.reason.split() for name in mbg_nbd.PARAMETERS)
    assert np.isfinite(list(fit.parameters.values())).all()


@pytest.mark.parametrize("columns", [([], [], []), ([0, 0], [0.0, 0.0], [0.0, 0.0])])
def test_nobody_and_no_time_to_come_back_are_told(customers, columns):
    fit = mbg_nbd.fit(customers(*columns))
    assert fit.status == "failed"
    assert "nobody was seen" in fit.reason
