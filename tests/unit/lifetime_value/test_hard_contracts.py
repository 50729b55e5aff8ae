"""Contracts on which a search can only go wrong: what matters is that the fit says so."""

import numpy as np
import pytest

from hooper.lifetime_value import beta_discrete_weibull, shifted_beta_geometric
from tests.unit.lifetime_value.contracts import HIGH_END, cohorts

MODELS = (shifted_beta_geometric, beta_discrete_weibull)
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.NAME)

HARD = {
    "nobody leaves": [500, 500, 500, 500],
    "all leave at once": [500, 0, 0],
    "all leave at the last": [500, 500, 500, 0],
    "one renewal": [500, 300],
    "one customer who stays": [1, 1, 1],
    "one customer who leaves": [1, 1, 0],
    "all alike": [65536, 32768, 16384, 8192, 4096, 2048],
}


@every_model
@pytest.mark.parametrize("counts", HARD.values(), ids=HARD)
def test_contracts_without_an_interior_optimum_are_never_ok(model, counts):
    fit = model.fit(cohorts(counts))
    assert fit.status in {"boundary", "flat"}
    assert any(name in fit.reason.split() for name in model.PARAMETERS)
    assert np.isfinite(list(fit.parameters.values())).all()
    assert np.isfinite(fit.log_likelihood)


def test_retention_that_falls_drives_the_shifted_beta_geometric_to_the_edge():
    assert shifted_beta_geometric.fit(cohorts([1000, 950, 850, 650, 300])).status in {"boundary", "flat"}


def test_two_renewals_do_not_fix_three_parameters():
    assert beta_discrete_weibull.fit(cohorts([1000, 700, 560])).status in {"boundary", "flat"}


@every_model
@pytest.mark.parametrize("counts", [[[0, 0, 0]], [], [[0, 0], [0, 0]]])
def test_nobody_is_a_fit_that_failed(model, counts):
    fit = model.fit(cohorts(*counts))
    assert (fit.status, fit.reason, fit.n_customers) == ("failed", "there is no customer", 0)
    assert fit.parameters.keys() == set(model.PARAMETERS)
    assert fit.log_covariance.shape == (len(model.PARAMETERS),) * 2


@every_model
def test_an_empty_cohort_changes_nothing(model):
    counts = HIGH_END.customers[0]
    assert model.fit(cohorts(counts, [0, 0, 0])).as_dict() == model.fit(HIGH_END).as_dict()


@every_model
def test_the_same_contracts_give_the_same_bits(model):
    one, other = model.fit(HIGH_END), model.fit(HIGH_END)
    assert one.as_dict() == other.as_dict()
    assert one.log_covariance.tobytes() == other.log_covariance.tobytes()


def test_ten_thousand_renewals_of_a_million_customers_are_fitted():
    left = shifted_beta_geometric.survival({"alpha": 0.8, "beta": 5.0}, np.arange(10_001))
    fit = shifted_beta_geometric.fit(cohorts(np.rint(1e6 * left).astype(int)))
    assert fit.status == "ok"
    assert fit.parameters == pytest.approx({"alpha": 0.8, "beta": 5.0}, rel=1e-3)
