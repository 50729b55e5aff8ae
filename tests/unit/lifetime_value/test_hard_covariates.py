"""Covariates with which a search can only go wrong: what matters is that the fit says so."""

import numpy as np
import pytest

from hooper.history.customer_covariates import CustomerCovariates
from tests.unit.lifetime_value.covariate_data import MODELS, people

every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.NAME)


def with_column(covariates, name, column):
    return CustomerCovariates((*covariates.names, name), np.column_stack((covariates.values, column)))


@every_model
def test_a_column_that_never_varies_is_flat_and_named(customers, model):
    summary, covariates = people(customers)
    constant = with_column(covariates, "here", np.ones(summary.n_customers))
    fit = model.fit_with_covariates(summary, constant, purchase=("age", "here"))
    assert fit.status == "flat"
    assert "do not fix purchase:here:" in fit.reason


@every_model
def test_columns_that_say_the_same_are_flat_and_named(customers, model):
    summary, covariates = people(customers)
    twice = with_column(covariates, "months", 12.0 * covariates.values[:, 0] + 3.0)
    fit = model.fit_with_covariates(summary, twice, purchase=("age", "months", "web"))
    assert fit.status == "flat"
    assert "do not fix purchase:age and purchase:months:" in fit.reason


@every_model
def test_a_column_that_tells_who_ever_came_back_has_no_finite_coefficient(customers, model):
    summary, covariates = people(customers)
    separating = with_column(covariates, "came_back", summary.frequency > 0)
    fit = model.fit_with_covariates(summary, separating, purchase=("came_back",))
    assert fit.status in {"flat", "boundary"}
    assert "purchase:came_back" in fit.reason


@every_model
def test_an_outlier_of_a_thousand_deviations_leaves_everything_finite(customers, model):
    summary, covariates = people(customers)
    column = np.zeros(summary.n_customers)
    column[7] = 1e9
    fit = model.fit_with_covariates(
        summary, with_column(covariates, "wealth", column), purchase=("wealth",), dropout=("wealth",)
    )
    assert fit.status in {"ok", "flat", "boundary"}
    assert np.isfinite(list(fit.parameters.values())).all()
    assert np.isfinite(fit.log_likelihood)


@every_model
def test_a_zero_too_far_from_all_customers_is_told(customers, model):
    """Years since Christ in nanoseconds, on which purchases hang: nobody can say what alpha was then."""
    summary, covariates = people(customers)
    far = CustomerCovariates(("age",), covariates.values[:, :1] + 1e6)
    fit = model.fit_with_covariates(summary, far, purchase=("age",))
    assert fit.status == "failed"
    assert "count the covariates from their means" in fit.reason
    assert np.isfinite(list(fit.parameters.values())).all()


@every_model
@pytest.mark.parametrize("n_customers", [0, 1])
def test_nobody_and_one_customer_give_a_status_and_a_reason(customers, model, n_customers):
    summary, covariates = people(customers, 5)
    rows = np.arange(n_customers)
    fit = model.fit_with_covariates(summary.take(rows), covariates.take(rows), purchase=("age",))
    assert fit.status in {"failed", "flat", "boundary"}
    assert fit.reason
    assert list(fit.parameters)[4:] == ["purchase:age"]
