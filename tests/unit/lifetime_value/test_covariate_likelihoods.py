"""The likelihood with covariates: nothing new where they do nothing, and its slopes those of differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.lifetime_value.covariate_data import HERE, LIKELIHOODS, MODELS, OWNERS, people

every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.NAME)


def columns_of(summary):
    return summary.frequency, summary.recency, summary.age


def at(model, coefficients):
    return np.array([*HERE[model.NAME], *coefficients])


def surface(model, summary, covariates):
    features = np.column_stack((np.ones((summary.n_customers, 4)), covariates, covariates))
    owner = np.array([0, 1, 2, 3, *OWNERS[model.NAME]])
    counts = np.arange(1, summary.n_customers + 1) % 3 + 1
    rows = *columns_of(summary), features, counts, owner
    return lambda parameters: LIKELIHOODS[model.NAME](parameters, *rows)


def plain(model, summary):
    counts = np.arange(1, summary.n_customers + 1) % 3 + 1
    return model.log_likelihood(at(model, ()), *columns_of(summary), counts)


@every_model
def test_coefficients_of_zero_give_the_likelihood_without_covariates(customers, model):
    summary, covariates = people(customers)
    value, gradient, hessian = surface(model, summary, covariates.values)(at(model, np.zeros(4)))
    plain_value, plain_gradient, plain_hessian = plain(model, summary)
    assert value == pytest.approx(plain_value, rel=1e-12)
    assert gradient[:4] == pytest.approx(plain_gradient, rel=1e-11)
    assert np.triu(hessian[:4, :4]) == pytest.approx(plain_hessian, rel=1e-10, abs=1e-10)


@every_model
def test_slopes_and_curvatures_are_those_of_differences(customers, model):
    summary, covariates = people(customers)
    standardised = (covariates.values - covariates.values.mean(axis=0)) / covariates.values.std(axis=0)
    of = surface(model, summary, standardised)
    here = at(model, (0.3, -0.4, 0.2, 0.1))
    _, gradient, upper = of(here)
    hessian = np.triu(upper) + np.triu(upper, 1).T
    for k, step in enumerate(np.diag(1e-5 * np.maximum(np.abs(here), 0.1))):
        above, below = (of(here + sign * step) for sign in (1, -1))
        scale = np.abs(hessian[k]).max()
        assert gradient[k] == pytest.approx((above[0] - below[0]) / (2 * step[k]), rel=1e-5, abs=1e-4)
        assert hessian[k] == pytest.approx((above[1] - below[1]) / (2 * step[k]), abs=1e-6 * scale)


@every_model
def test_a_customer_with_covariates_is_one_whose_parameters_they_moved(customers, model):
    """Each customer apart, by the likelihood without covariates at that customer's own parameters."""
    summary, covariates = people(customers, 20)
    values, coefficients = covariates.values / 50.0, np.array([0.3, -0.4, 0.2, 0.1])
    counts = np.arange(1, 21) % 3 + 1
    logs = np.tile(np.log(HERE[model.NAME]), (20, 1))
    for owner, coefficient, column in zip(
        OWNERS[model.NAME], coefficients, (*values.T, *values.T), strict=True
    ):
        logs[:, owner] += coefficient * column
    alone = (summary.take(np.array([row])) for row in range(20))
    expected = sum(
        model.log_likelihood(np.exp(logs[row]), *columns_of(one), counts[[row]])[0]
        for row, one in enumerate(alone)
    )
    assert surface(model, summary, values)(at(model, coefficients))[0] == pytest.approx(expected, rel=1e-12)


@every_model
@given(
    parameters=st.tuples(*(st.floats(1e-3, 1e3) for _ in range(4))),
    coefficients=st.tuples(*(st.floats(-14.0, 14.0) for _ in range(4))),
    x=st.integers(0, 10_000),
    share=st.floats(1e-3, 1.0),
    age=st.floats(1e-3, 1e4),
    outlier=st.floats(-1e3, 1e3),
)
def test_the_likelihood_is_finite_far_out(model, parameters, coefficients, x, share, age, outlier):
    columns = np.array([x]), np.array([share * age if x else 0.0]), np.array([age])
    rows = *columns, np.array([[1.0, 1.0, 1.0, 1.0, *[outlier] * 4]]), np.array([1])
    value, gradient, hessian = LIKELIHOODS[model.NAME](
        np.array([*parameters, *coefficients]), *rows, np.array([0, 1, 2, 3, *OWNERS[model.NAME]])
    )
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()
    assert np.isfinite(hessian).all()
