import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from hooper.lifetime_value import shifted_beta_geometric as sbg
from hooper.lifetime_value.contract_fates import tied_fates
from tests.unit.lifetime_value.contracts import (
    FOUR_COHORTS,
    HIGH_END,
    REGULAR,
    cohorts,
    plain_log_likelihood,
)

# Fader and Hardie (2007), table of estimates; digits beyond three by an independent fit.
PUBLISHED = {"alpha": 0.668, "beta": 3.806}
shapes = st.floats(0.01, 100.0)
counts = st.lists(st.integers(0, 500), min_size=2, max_size=12).map(lambda column: sorted(column)[::-1])


def paper_survival(alpha, beta):
    """S(t) as the product of the retention rates of the paper."""
    return lambda t: np.prod((beta + np.arange(t)) / (alpha + beta + np.arange(t)))


def paper_chances(alpha, beta, n_renewals):
    """P(T = 1), P(T = 2), ... by the forward recursion of the paper."""
    chances = [alpha / (alpha + beta)]
    for t in range(2, n_renewals + 1):
        chances.append(chances[-1] * (beta + t - 2) / (alpha + beta + t - 1))
    return chances


def log_likelihood(parameters, survivors):
    rows = tied_fates(survivors)
    renewals, has_left = rows.columns
    return sbg.log_likelihood(np.array(parameters), renewals, has_left, rows.counts)


def test_the_fit_to_high_end_is_the_published_one():
    fit = sbg.fit(HIGH_END)
    assert fit.status == "ok"
    assert fit.n_customers == 1000
    assert fit.parameters == pytest.approx({"alpha": 0.6681, "beta": 3.8061}, rel=2e-5)
    assert fit.log_likelihood == pytest.approx(-1611.158, abs=5e-4)
    assert fit.gradient_norm < 1e-9
    assert fit.spread_of_optima < 1e-8


def test_the_fit_to_regular_is_the_published_one():
    assert sbg.fit(REGULAR).parameters == pytest.approx({"alpha": 0.704, "beta": 1.182}, abs=5e-4)


def test_cohorts_seen_for_different_times_are_fitted_together():
    """Published to two digits as 3.80 and 15.19 (jdmaturen/shifted_beta_geometric_py)."""
    fit = sbg.fit(FOUR_COHORTS)
    assert fit.parameters == pytest.approx({"alpha": 3.80, "beta": 15.19}, abs=0.01)
    assert fit.n_customers == 40_000


@pytest.mark.parametrize("survivors", [HIGH_END, REGULAR, FOUR_COHORTS])
def test_a_plain_search_on_the_likelihood_of_the_paper_ends_at_the_same_place(survivors):
    def minus(point):
        return -plain_log_likelihood(paper_survival(*np.exp(point)), survivors)

    found = minimize(minus, [0.0, 1.0], method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-9})
    fit = sbg.fit(survivors)
    assert fit.log_likelihood == pytest.approx(-found.fun, abs=1e-6)
    assert list(fit.parameters.values()) == pytest.approx(np.exp(found.x), rel=1e-5)


@given(shapes, shapes, counts, counts)
def test_the_likelihood_is_that_of_the_paper(alpha, beta, one, other):
    survivors = cohorts(one, other)
    if survivors.n_customers:
        expected = plain_log_likelihood(paper_survival(alpha, beta), survivors)
        assert log_likelihood((alpha, beta), survivors)[0] == pytest.approx(expected, rel=1e-7, abs=1e-7)


@pytest.mark.parametrize("alpha", [8e-7, 1.0, 1.2e6])
@pytest.mark.parametrize("beta", [8e-7, 1.0, 1.2e6])
def test_the_likelihood_is_finite_far_out(alpha, beta):
    many = cohorts(np.linspace(1e6, 1e3, 10_001).astype(int))
    value, gradient, hessian = log_likelihood((alpha, beta), many)
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()
    assert np.isfinite(hessian).all()


def test_slopes_and_curvatures_are_those_of_differences():
    here = np.array([1.4, 9.0])
    _, gradient, upper = log_likelihood(here, FOUR_COHORTS)
    hessian = np.triu(upper) + np.triu(upper, 1).T
    for k, step in enumerate(np.diag(1e-5 * here)):
        above, below = (log_likelihood(here + sign * step, FOUR_COHORTS) for sign in (1, -1))
        assert gradient[k] == pytest.approx((above[0] - below[0]) / (2 * step[k]), rel=1e-6)
        assert hessian[k] == pytest.approx((above[1] - below[1]) / (2 * step[k]), rel=1e-6)


def test_how_customers_are_put_in_cohorts_changes_nothing():
    halves = [[500, 434, 371, 326, 296, 275, 258, 245], [500, 435, 372, 327, 297, 276, 259, 246]]
    whole = sbg.fit(HIGH_END).as_dict()
    assert sbg.fit(cohorts(*halves)).as_dict() == whole
    assert sbg.fit(cohorts(*halves[::-1])).as_dict() == whole


def test_customers_twice_over_give_the_same_parameters_and_smaller_errors():
    one, twice = sbg.fit(HIGH_END), sbg.fit(cohorts(*HIGH_END.customers * 2))
    assert twice.parameters == pytest.approx(one.parameters, rel=1e-6)
    assert twice.log_likelihood == pytest.approx(2 * one.log_likelihood)
    assert twice.standard_errors["alpha"] == pytest.approx(one.standard_errors["alpha"] / 2**0.5, rel=1e-4)


def test_the_projection_of_high_end_is_the_published_one():
    projected = sbg.survival(sbg.fit(HIGH_END).parameters, range(8, 13))
    assert projected == pytest.approx([0.4604, 0.4358, 0.4142, 0.3951, 0.3780], abs=5e-5)


def test_retention_is_the_ratio_of_survivors_and_rises():
    rates = sbg.retention_rates(PUBLISHED, range(1, 6))
    assert rates == pytest.approx([0.8507, 0.8780, 0.8968, 0.9106, 0.9212], abs=5e-5)
    left = sbg.survival(PUBLISHED, range(6))
    assert rates == pytest.approx(left[1:] / left[:-1], rel=1e-12)


@given(shapes, shapes)
def test_the_chances_of_all_tenures_are_those_of_the_paper_and_sum_to_one(alpha, beta):
    left = sbg.survival({"alpha": alpha, "beta": beta}, np.arange(200))
    assert left[0] == 1.0
    chances = paper_chances(alpha, beta, 199)
    assert sum(chances) + left[-1] == pytest.approx(1.0, abs=1e-11)
    assert -np.diff(left) == pytest.approx(chances, abs=1e-12)


def test_the_residual_lifetimes_are_the_published_ones():
    """Fader and Hardie (2010), discount 10 %: after 0 to 4 renewals, and after the 7 that were seen."""
    values = sbg.discounted_expected_residual_lifetime(PUBLISHED, [0, 1, 2, 3, 4, 7], 0.1)
    assert values == pytest.approx([5.4149, 5.9018, 6.2943, 6.6203, 6.8971, 7.530], abs=6e-5)


def test_the_mean_lifetime_is_the_limit_of_the_discounted_one():
    parameters = {"alpha": 3.8, "beta": 15.19}
    mean = sbg.expected_residual_lifetime(parameters, [0, 4])
    assert mean == pytest.approx([15.19 / 2.8, 19.19 / 2.8])
    assert sbg.discounted_expected_residual_lifetime(parameters, [0, 4], 1e-9) == pytest.approx(
        mean, rel=1e-6
    )
    assert sbg.expected_residual_lifetime(PUBLISHED, [0, 4]).tolist() == [np.inf, np.inf]


def test_customers_all_alike_have_no_memory():
    alike = {"alpha": 2e8, "beta": 8e8}
    assert sbg.survival(alike, [0, 1, 5]) == pytest.approx([1.0, 0.8, 0.8**5], rel=1e-7)
    value = sbg.discounted_expected_residual_lifetime(alike, [0, 50], 0.1)
    assert value == pytest.approx(0.8 / (1 - 0.8 / 1.1), rel=1e-6)
