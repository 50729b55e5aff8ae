"""Fits with covariates: laws that hold whatever the data, on a few hundred customers."""

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.customer_covariates import CustomerCovariates
from hooper.lifetime_value import bg_nbd
from hooper.lifetime_value.covariate_effects import customer_parameters
from tests.unit.lifetime_value.covariate_data import MODELS, ROLES, people

every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.NAME)


@pytest.fixture(scope="module")
def fitted():
    """A function that fits a model once, with both covariates of purchase and web of dropout."""
    made = {}

    def of(model, summary, covariates):
        if model not in made:
            made[model] = model.fit_with_covariates(
                summary, covariates, purchase=("age", "web"), dropout=("web",)
            )
        return made[model]

    return of


@every_model
def test_without_covariates_the_fit_is_the_plain_one(customers, model):
    summary, covariates = people(customers)
    plain, fit = model.fit(summary), model.fit_with_covariates(summary, covariates)
    assert fit.parameters == pytest.approx(plain.parameters, rel=1e-6)
    assert fit.standard_errors == pytest.approx(plain.standard_errors, rel=1e-5)
    assert fit.log_likelihood == pytest.approx(plain.log_likelihood, abs=1e-9)


@every_model
def test_covariates_that_tell_something_raise_the_likelihood(customers, model, fitted):
    summary, covariates = people(customers)
    fit = fitted(model, summary, covariates)
    assert fit.status == "ok"
    assert fit.log_likelihood > model.fit(summary).log_likelihood + 10.0
    assert fit.parameters["purchase:age"] > 0.0 > fit.parameters["purchase:web"]
    assert list(fit.parameters)[4:] == ["purchase:age", "purchase:web", "dropout:web"]
    assert fit.real_valued == {"purchase:age", "purchase:web", "dropout:web"}


@every_model
def test_zero_and_unit_of_a_covariate_change_its_coefficient_and_nothing_else(customers, model, fitted):
    summary, covariates = people(customers)
    moved = CustomerCovariates(covariates.names, 1000.0 - 7.0 * covariates.values)
    fit = model.fit_with_covariates(summary, moved, purchase=("age", "web"), dropout=("web",))
    first = fitted(model, summary, covariates)
    assert fit.log_likelihood == pytest.approx(first.log_likelihood, abs=1e-8)
    for name in first.real_valued:
        error = first.standard_errors[name] / 7.0
        assert fit.parameters[name] == pytest.approx(-first.parameters[name] / 7.0, abs=1e-4 * error)
        assert fit.standard_errors[name] == pytest.approx(error, rel=1e-4)
    one, other = customer_parameters(fit, moved), customer_parameters(first, covariates)
    for name in model.PARAMETERS:
        assert one[name] == pytest.approx(other[name], rel=1e-4)


@every_model
def test_errors_at_the_mean_customer_are_those_of_centred_covariates(customers, model, fitted):
    """The covariance is told for the covariates as they are: at their mean it is that of a centred fit."""
    summary, covariates = people(customers)
    fit, mean = fitted(model, summary, covariates), covariates.values.mean(axis=0)
    centred = model.fit_with_covariates(
        summary,
        CustomerCovariates(covariates.names, covariates.values - mean),
        purchase=("age", "web"),
        dropout=("web",),
    )
    names = list(fit.parameters)
    direction = np.zeros(len(names))
    direction[names.index("alpha")] = 1.0
    direction[names.index("purchase:age")], direction[names.index("purchase:web")] = -mean
    variance = direction @ fit.log_covariance @ direction
    assert centred.standard_errors["alpha"] / centred.parameters["alpha"] == pytest.approx(
        np.sqrt(variance), rel=1e-5
    )


@every_model
def test_two_groups_with_all_that_covariates_move_apart_share_the_rest_only(customers, model):
    """At the parameters found, each group has the likelihood of a plain model at its own parameters."""
    summary, covariates = people(customers)
    roles = {role: ("web",) for role in ROLES[model.NAME]}
    fit = model.fit_with_covariates(summary, covariates, **roles)
    own, total = customer_parameters(fit, covariates), 0.0
    for group in (0.0, 1.0):
        rows = np.flatnonzero(covariates.values[:, 1] == group)
        part = summary.take(rows)
        here = np.array([own[name][rows[0]] for name in model.PARAMETERS])
        columns = part.frequency, part.recency, part.age, np.ones(rows.size, dtype=np.int64)
        total += model.log_likelihood(here, *columns)[0]
    assert total == pytest.approx(fit.log_likelihood, abs=1e-8)


@every_model
def test_the_order_of_the_customers_does_not_matter(customers, model, fitted):
    summary, covariates = people(customers)
    back = np.arange(summary.n_customers)[::-1]
    backwards = model.fit_with_covariates(
        summary.take(back), covariates.take(back), purchase=("age", "web"), dropout=("web",)
    )
    assert backwards.as_dict() == fitted(model, summary, covariates).as_dict()


def test_rows_that_are_not_those_of_the_customers_are_refused(customers):
    summary, covariates = people(customers, 20)
    with pytest.raises(InputError, match="there are 19 rows for 20 customers"):
        bg_nbd.fit_with_covariates(summary, covariates.take(np.arange(19)), purchase=("age",))


def test_a_column_that_is_not_there_is_refused_with_the_nearest_names(customers):
    with pytest.raises(InputError, match=r"there is no column 'ages'.*\n.*choose from: age"):
        bg_nbd.fit_with_covariates(*people(customers, 20), dropout=("ages",))


def test_parameters_of_customers_need_the_columns_of_the_fit(customers, fitted):
    summary, covariates = people(customers)
    fit = fitted(bg_nbd, summary, covariates)
    with pytest.raises(InputError, match="no column for 'purchase:age'"):
        customer_parameters(fit, CustomerCovariates(("web",), np.zeros((3, 1))))
