import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.customer_covariates import CustomerCovariates
from hooper.history.survivors import Survivors
from hooper.lifetime_value import shifted_beta_geometric
from hooper.lifetime_value.contract_fates import tied_fates
from hooper.lifetime_value.covariate_effects import customer_parameters
from hooper.lifetime_value.shifted_beta_geometric_covariates import cohort_renewals, log_likelihood
from tests.unit.lifetime_value.contracts import HIGH_END, REGULAR, cohorts

BOTH = cohorts(HIGH_END.customers[0], REGULAR.customers[0])
IS_REGULAR = CustomerCovariates(("regular",), np.array([[0.0], [1.0]]))
MANY = cohorts([900, 700, 610], [500, 380, 300, 260], [800, 700, 640, 600, 570], [300, 150, 100])
PRICES = CustomerCovariates(("price",), np.array([[10.0], [12.0], [8.0], [19.0]]))
OWNER = np.array([0, 1, 0, 1])


def surface(survivors, values):
    rows = cohort_renewals(survivors, values)
    before, renewed, left, own = rows.columns
    features = np.column_stack((np.ones((len(own), 2)), own, own))
    return lambda parameters: log_likelihood(parameters, before, renewed, left, features, rows.counts, OWNER)


def test_coefficients_of_zero_give_the_plain_likelihood():
    value, gradient, hessian = surface(MANY, PRICES.values)(np.array([0.7, 1.9, 0.0, 0.0]))
    rows = tied_fates(MANY)
    renewals, has_left = rows.columns
    plain = shifted_beta_geometric.log_likelihood(np.array([0.7, 1.9]), renewals, has_left, rows.counts)
    assert value == pytest.approx(plain[0], rel=1e-12)
    assert gradient[:2] == pytest.approx(plain[1], rel=1e-10)
    assert np.triu(hessian[:2, :2]) == pytest.approx(plain[2], rel=1e-10)


def test_slopes_and_curvatures_are_those_of_differences():
    of, here = surface(MANY, PRICES.values / 10.0), np.array([0.7, 1.9, 0.4, -0.3])
    _, gradient, upper = of(here)
    hessian = np.triu(upper) + np.triu(upper, 1).T
    for k, step in enumerate(np.diag(np.full(4, 1e-5))):
        above, below = (of(here + sign * step) for sign in (1, -1))
        assert gradient[k] == pytest.approx((above[0] - below[0]) / 2e-5, rel=1e-6)
        assert hessian[k] == pytest.approx((above[1] - below[1]) / 2e-5, rel=1e-6)


def test_two_cohorts_with_everything_apart_are_two_fits():
    """Fader and Hardie (2007): their two kinds of customers, each with the alpha and beta published."""
    roles = {"dropout": ("regular",), "staying": ("regular",)}
    fit = shifted_beta_geometric.fit_with_covariates(BOTH, IS_REGULAR, **roles)
    apart = shifted_beta_geometric.fit(HIGH_END), shifted_beta_geometric.fit(REGULAR)
    own = customer_parameters(fit, IS_REGULAR)
    assert fit.status == "ok"
    assert fit.log_likelihood == pytest.approx(sum(each.log_likelihood for each in apart), abs=1e-8)
    assert own["alpha"] == pytest.approx([each.parameters["alpha"] for each in apart], rel=1e-6)
    assert own["beta"] == pytest.approx([each.parameters["beta"] for each in apart], rel=1e-6)
    variances = [each.log_covariance for each in apart]
    assert fit.log_covariance[2:, 2:] == pytest.approx(variances[0] + variances[1], rel=1e-5)
    assert fit.log_covariance[:2, :2] == pytest.approx(variances[0], rel=1e-5)


def test_without_covariates_the_fit_is_the_plain_one():
    plain, fit = (
        shifted_beta_geometric.fit(MANY),
        shifted_beta_geometric.fit_with_covariates(MANY, PRICES),
    )
    assert fit.parameters == pytest.approx(plain.parameters, rel=1e-6)
    assert fit.log_likelihood == pytest.approx(plain.log_likelihood, abs=1e-9)
    assert fit.gradient_norm < 1e-6


def test_zero_and_unit_of_a_covariate_change_its_coefficient_and_nothing_else():
    fit = shifted_beta_geometric.fit_with_covariates(MANY, PRICES, dropout=("price",))
    cents = CustomerCovariates(("price",), 5.0 - 100.0 * PRICES.values)
    other = shifted_beta_geometric.fit_with_covariates(MANY, cents, dropout=("price",))
    assert fit.status == other.status == "ok"
    assert other.log_likelihood == pytest.approx(fit.log_likelihood, abs=1e-8)
    assert other.parameters["dropout:price"] == pytest.approx(-fit.parameters["dropout:price"] / 100.0)
    alpha = [customer_parameters(*both)["alpha"] for both in ((fit, PRICES), (other, cents))]
    assert alpha[0] == pytest.approx(alpha[1], rel=1e-6)


def test_the_order_of_the_cohorts_does_not_matter():
    back = [3, 2, 1, 0]
    backwards = Survivors(tuple("abcd"), tuple(MANY.customers[cohort] for cohort in back))
    fits = (
        shifted_beta_geometric.fit_with_covariates(
            backwards, PRICES.take(np.array(back)), dropout=("price",)
        ),
        shifted_beta_geometric.fit_with_covariates(MANY, PRICES, dropout=("price",)),
    )
    assert fits[0].as_dict() == fits[1].as_dict()


def test_a_cohort_that_nobody_left_has_no_finite_coefficient():
    survivors = cohorts([1000, 869, 743, 653], [50, 50, 50, 50])
    fit = shifted_beta_geometric.fit_with_covariates(survivors, IS_REGULAR, dropout=("regular",))
    assert fit.status in {"flat", "boundary"}
    assert "dropout:regular" in fit.reason


def test_nobody_is_told():
    fit = shifted_beta_geometric.fit_with_covariates(
        cohorts([0, 0], [0, 0]), IS_REGULAR, dropout=("regular",)
    )
    assert fit.status == "failed"
    assert list(fit.parameters) == ["alpha", "beta", "dropout:regular"]


def test_one_row_a_cohort_is_asked_for():
    with pytest.raises(InputError, match="there are 2 rows for 4 customers"):
        shifted_beta_geometric.fit_with_covariates(MANY, IS_REGULAR, dropout=("regular",))
