"""Customer lifetime value where covariates move the parameters of each customer."""

from dataclasses import replace

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.lifetime_value import bg_nbd, gamma_gamma
from hooper.lifetime_value.customer_lifetime_value import customer_lifetime_value
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.parameter_draws import standard_normals
from tests.unit.lifetime_value.covariate_data import people

SPEND = Fit(
    gamma_gamma.NAME, {"p": 6.0, "q": 4.0, "v": 15.0}, {}, 0.0, "ok", "", 1, log_covariance=np.eye(3) * 1e-4
)
NORMALS = standard_normals(1, 20, 8)


@pytest.fixture(scope="module")
def fit_of_people(customers):
    summary, covariates = people(customers)
    fit = bg_nbd.fit_with_covariates(summary, covariates, purchase=("web",))
    return fit, summary, covariates


def test_each_group_is_worth_what_it_is_by_a_plain_fit_with_its_alpha(fit_of_people):
    fit, summary, covariates = fit_of_people
    value = customer_lifetime_value(fit, SPEND, summary, NORMALS[:0], covariates=covariates)
    for group in (0.0, 1.0):
        rows = np.flatnonzero(covariates.values[:, 1] == group)
        alpha = fit.parameters["alpha"] * np.exp(-fit.parameters["purchase:web"] * group)
        own = {name: fit.parameters[name] for name in bg_nbd.PARAMETERS} | {"alpha": alpha}
        plain = replace(fit, parameters=own, log_covariance=np.eye(4))
        alone = customer_lifetime_value(plain, SPEND, summary.take(rows), NORMALS[:0, :7])
        assert value.value[rows] == pytest.approx(alone.value, rel=1e-12)


def test_intervals_hold_the_value_and_have_a_width(fit_of_people):
    fit, summary, covariates = fit_of_people
    value = customer_lifetime_value(fit, SPEND, summary, NORMALS, covariates=covariates)
    assert (value.low < value.high).all()
    assert value.total_low < value.total < value.total_high


def test_covariates_that_the_fit_needs_are_asked_for(fit_of_people):
    fit, summary, covariates = fit_of_people
    with pytest.raises(InputError, match="has the coefficient 'purchase:web'"):
        customer_lifetime_value(fit, SPEND, summary, NORMALS)
    with pytest.raises(InputError, match="there are 3 rows for 400 customers"):
        customer_lifetime_value(fit, SPEND, summary, NORMALS, covariates=covariates.take(np.arange(3)))
