import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.special import betaln
from scipy.stats import beta as beta_distribution

from hooper.lifetime_value import beta_discrete_weibull as bdw
from hooper.lifetime_value import shifted_beta_geometric as sbg
from hooper.lifetime_value.contract_fates import tied_fates
from tests.unit.lifetime_value.contracts import (
    FOUR_COHORTS,
    HIGH_END,
    REGULAR,
    cohorts,
    plain_log_likelihood,
)

shapes = st.floats(0.05, 50.0)
exponents = st.floats(0.3, 2.5)
counts = st.lists(st.integers(0, 500), min_size=2, max_size=12).map(lambda column: sorted(column)[::-1])


def paper_survival(a, b, c):
    return lambda t: np.exp(betaln(a, b + t**c) - betaln(a, b))


def log_likelihood(parameters, survivors):
    rows = tied_fates(survivors)
    renewals, has_left = rows.columns
    return bdw.log_likelihood(np.array(parameters), renewals, has_left, rows.counts)


@pytest.mark.parametrize("survivors", [HIGH_END, REGULAR])
def test_a_plain_search_on_the_likelihood_of_the_paper_ends_at_the_same_place(survivors):
    def minus(point):
        return -plain_log_likelihood(paper_survival(*np.exp(point)), survivors)

    options = {"xatol": 1e-9, "fatol": 1e-9, "maxiter": 4000, "maxfev": 4000}
    found = minimize(minus, [-1.0, 0.0, 0.3], method="Nelder-Mead", options=options)
    fit = bdw.fit(survivors)
    assert fit.status == "ok"
    assert fit.spread_of_optima < 1e-7
    assert fit.log_likelihood == pytest.approx(-found.fun, abs=1e-6)
    assert list(fit.parameters.values()) == pytest.approx(np.exp(found.x), rel=1e-4)


def test_the_fits_are_what_they_were():
    """No estimates for these customers were found in print; the figures are those of the plain search."""
    assert bdw.fit(HIGH_END).parameters == pytest.approx({"a": 0.2143, "b": 1.4266, "c": 1.7236}, abs=1e-4)
    assert bdw.fit(REGULAR).parameters == pytest.approx({"a": 0.4556, "b": 0.7793, "c": 1.2835}, abs=1e-4)
    assert bdw.fit(HIGH_END).log_likelihood == pytest.approx(-1605.3142, abs=1e-4)


@given(shapes, shapes, exponents, counts, counts)
def test_the_likelihood_is_that_of_the_paper(a, b, c, one, other):
    survivors = cohorts(one, other)
    if survivors.n_customers:
        expected = plain_log_likelihood(paper_survival(a, b, c), survivors)
        assert log_likelihood((a, b, c), survivors)[0] == pytest.approx(expected, rel=1e-7, abs=1e-7)


@given(shapes, shapes, st.floats(0.01, 1.0))
def test_an_exponent_of_one_is_the_shifted_beta_geometric(a, b, rate):
    rows = tied_fates(FOUR_COHORTS)
    renewals, has_left = rows.columns
    plain = sbg.log_likelihood(np.array([a, b]), renewals, has_left, rows.counts)
    value, gradient, hessian = log_likelihood((a, b, 1.0), FOUR_COHORTS)
    assert value == pytest.approx(plain[0], rel=1e-11)
    size = np.abs(plain[1]).max() + 1.0
    assert gradient[:2] == pytest.approx(plain[1], rel=1e-8, abs=1e-10 * size)
    assert np.triu(hessian[:2, :2]) == pytest.approx(plain[2], rel=1e-7, abs=1e-9 * np.abs(plain[2]).max())
    parameters, named = {"a": a, "b": b, "c": 1.0}, {"alpha": a, "beta": b}
    for function in ("survival", "retention_rates"):
        both = getattr(bdw, function)(parameters, [1, 7]), getattr(sbg, function)(named, [1, 7])
        assert both[0] == pytest.approx(both[1], rel=1e-11)
    discounted = [
        model.discounted_expected_residual_lifetime(of, [0, 7], rate)
        for model, of in ((bdw, parameters), (sbg, named))
    ]
    assert discounted[0] == pytest.approx(discounted[1], rel=1e-12)


def test_slopes_and_curvatures_are_those_of_differences():
    for here in (np.array([1.8, 9.2, 1.3]), np.array([0.2, 0.7, 0.6])):
        _, gradient, upper = log_likelihood(here, FOUR_COHORTS)
        hessian = np.triu(upper) + np.triu(upper, 1).T
        for k, step in enumerate(np.diag(1e-5 * here)):
            above, below = (log_likelihood(here + sign * step, FOUR_COHORTS) for sign in (1, -1))
            assert gradient[k] == pytest.approx((above[0] - below[0]) / (2 * step[k]), rel=1e-6)
            assert hessian[k] == pytest.approx((above[1] - below[1]) / (2 * step[k]), rel=1e-6)


@pytest.mark.parametrize("c", [150.0, 400.0])
def test_slopes_go_on_where_the_power_of_tenure_has_stopped(c):
    """8^150 is above e^300; with so steep an exponent nobody is left after two renewals."""
    survivors, here = cohorts([1000, 869, 860, 855, 850]), np.array([1e-3, 0.5, c])
    _, gradient, upper = log_likelihood(here, survivors)
    hessian = np.triu(upper) + np.triu(upper, 1).T
    for k, step in enumerate(np.diag(1e-5 * here)):
        above, below = (log_likelihood(here + sign * step, survivors) for sign in (1, -1))
        assert gradient[k] == pytest.approx((above[0] - below[0]) / (2 * step[k]), rel=1e-5)
        assert hessian[k] == pytest.approx((above[1] - below[1]) / (2 * step[k]), rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("a", [8e-7, 1.0, 1.2e6])
@pytest.mark.parametrize("b", [8e-7, 1.0, 1.2e6])
@pytest.mark.parametrize("c", [8e-7, 0.5, 2.0, 50.0, 1.2e6])
def test_the_likelihood_is_finite_far_out(a, b, c):
    for survivors in (HIGH_END, cohorts(np.linspace(1e6, 1e3, 10_001).astype(int))):
        value, gradient, hessian = log_likelihood((a, b, c), survivors)
        assert np.isfinite(value)
        assert np.isfinite(gradient).all()
        assert np.isfinite(hessian).all()


@pytest.mark.parametrize(
    ("a", "b", "c"), [(0.8, 2.0, 1.5), (3.0, 0.9, 0.4), (2.0, 7.0, 2.2), (1.0, 1.0, 1.0)]
)
@pytest.mark.parametrize("renewals", [1, 4, 30])
def test_survival_is_that_of_customers_who_differ(a, b, c, renewals):
    """The story itself: (1 - theta)^(t^c), averaged over theta ~ Beta(a, b)."""

    def weighted(theta):
        return (1 - theta) ** (renewals**c) * beta_distribution.pdf(theta, a, b)

    mixed = quad(weighted, 0.0, 0.1, limit=500)[0] + quad(weighted, 0.1, 1.0, limit=500)[0]
    assert bdw.survival({"a": a, "b": b, "c": c}, renewals)[0] == pytest.approx(mixed, rel=1e-6)


@given(shapes, shapes, exponents)
def test_survivors_only_become_fewer_and_retention_is_their_ratio(a, b, c):
    parameters = {"a": a, "b": b, "c": c}
    left = bdw.survival(parameters, np.arange(50))
    assert left[0] == 1.0
    assert (np.diff(left) <= 0.0).all()
    rates = bdw.retention_rates(parameters, np.arange(1, 50))
    assert ((rates >= 0.0) & (rates <= 1.0)).all()
    assert rates.cumprod() == pytest.approx(left[1:], rel=1e-9)


def test_retention_can_fall_before_it_rises():
    """What the sBG cannot do: everybody becomes more likely to leave, until those who leave easily have."""
    rates = bdw.retention_rates({"a": 0.5, "b": 5.0, "c": 1.8}, np.arange(1, 30))
    assert rates.argmin() == 2
    assert (np.diff(rates[2:]) > 0.0).all()


def test_the_residual_lifetime_is_the_sum_of_the_survivors():
    parameters = {"a": 3.0, "b": 2.0, "c": 0.8}
    left = bdw.survival(parameters, np.arange(2.0, 60_000.0))
    rate = 0.01
    discount = (1.0 + rate) ** -np.arange(left.size - 1)
    value = bdw.discounted_expected_residual_lifetime(parameters, 2, rate)[0]
    assert value == pytest.approx(left[1:] @ discount / left[0], rel=1e-10)
    mean = bdw.expected_residual_lifetime(parameters, 2)[0]
    assert mean == pytest.approx(3.79381750854169, rel=1e-11)  # by mpmath
    assert mean > left[1:].sum() / left[0] > value
