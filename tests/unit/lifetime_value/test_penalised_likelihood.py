"""A penalty ends ridges, says that it was there, and spoils no criterion without saying so."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.lifetime_value import bg_nbd, shifted_beta_geometric
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.information_criteria import akaike, bayesian
from hooper.lifetime_value.likelihood_problem import LikelihoodProblem, fit_problem
from hooper.lifetime_value.parametric_bootstrap import parametric_bootstrap
from hooper.lifetime_value.penalised_likelihood import penalised
from hooper.lifetime_value.profile_likelihood import profile_intervals
from hooper.lifetime_value.ties import tie
from tests.unit.lifetime_value.contracts import HIGH_END

VALUES = np.array([-1.0, 2.0, 5.0])


def normal_problem():
    """Normal values of deviation 1 around a mean of either sign, in units of 10."""

    def log_likelihood(parameters, value, counts):
        apart = value - parameters[0]
        return -counts @ apart**2 / 2.0, np.array([counts @ apart]), np.array([[-float(counts.sum())]])

    coordinates = Coordinates(("mean",), np.array([10.0]), frozenset({"mean"}))
    return LikelihoodProblem("normal", log_likelihood, tie(VALUES), np.array([[1.0]]), coordinates)


@pytest.mark.parametrize("strength", [0.5, 40.0, 5000.0])
def test_a_penalised_mean_is_that_of_ridge_regression(strength):
    """n (mean - mu) = strength mu / scale^2."""
    fit = fit_problem(penalised(normal_problem(), strength))
    assert fit.parameters["mean"] == pytest.approx(VALUES.sum() / (3 + strength / 100), rel=1e-6)
    assert fit.standard_errors["mean"] == pytest.approx((3 + strength / 100) ** -0.5, rel=1e-9)


def test_the_log_likelihood_is_told_without_the_penalty():
    fit = fit_problem(penalised(normal_problem(), 40.0))
    plain = -(((VALUES - fit.parameters["mean"]) ** 2).sum()) / 2
    assert fit.log_likelihood == pytest.approx(plain, rel=1e-12)
    assert fit.penalty_strength == fit.as_dict()["penalty_strength"] == 40.0
    assert fit.reason.startswith("with a penalty of strength 40, ")


@given(st.floats(0.05, 20.0), st.floats(0.05, 20.0), st.floats(1e-3, 1e3))
def test_slopes_and_curvatures_are_those_of_the_value(alpha, beta, strength):
    surface = penalised(shifted_beta_geometric.problem(HIGH_END), strength)
    assert isinstance(surface, LikelihoodProblem)
    columns = (*surface.rows.columns, surface.rows.counts)
    at, step = np.array([alpha, beta]), 1e-6 * np.array([alpha, beta])
    _, gradient, hessian = surface.log_likelihood(at, *columns)
    for i in range(2):
        aside = np.eye(2)[i] * step
        (up, up_slope, _), (down, down_slope, _) = (
            surface.log_likelihood(at + sign * aside, *columns) for sign in (1.0, -1.0)
        )
        size = np.abs(gradient) + np.abs(np.diag(hessian)) * at + 1e3 / at
        assert (up - down) / (2 * step[i]) == pytest.approx(gradient[i], abs=1e-4 * size[i])
        bend = (up_slope - down_slope) / (2 * step[i])
        assert bend[: i + 1] == pytest.approx(hessian[: i + 1, i], rel=1e-3, abs=1e-3 * size[i] / at[i])


def test_a_stronger_penalty_draws_nearer_to_the_scale():
    distances = []
    for strength in (0.1, 10.0, 1000.0):
        fit = fit_problem(penalised(shifted_beta_geometric.problem(HIGH_END), strength))
        distances.append(np.abs(np.log(list(fit.parameters.values()))).sum())
    assert distances == sorted(distances, reverse=True)


def test_a_weak_penalty_leaves_the_fit_where_it_was():
    plain = shifted_beta_geometric.fit(HIGH_END)
    weak = fit_problem(penalised(shifted_beta_geometric.problem(HIGH_END), 1e-6))
    assert list(weak.parameters.values()) == pytest.approx(list(plain.parameters.values()), rel=1e-6)


def test_a_penalty_gives_a_top_where_the_likelihood_has_none(customers):
    summary = customers(np.zeros(50), np.zeros(50), np.linspace(10, 30, 50))
    assert bg_nbd.fit(summary).status == "boundary"
    fit = fit_problem(penalised(bg_nbd.problem(summary), 1.0))
    assert fit.status == "ok"
    assert fit.log_likelihood < bg_nbd.fit(summary).log_likelihood


def test_a_penalised_fit_has_no_criterion_no_profile_and_no_bootstrap():
    problem = penalised(shifted_beta_geometric.problem(HIGH_END), 1.0)
    fit = fit_problem(problem)
    assert math.isnan(akaike(fit))
    assert math.isnan(bayesian(fit))
    with pytest.raises(InputError, match="penalised"):
        profile_intervals(problem, fit)
    with pytest.raises(InputError, match="penalised"):
        profile_intervals(problem, shifted_beta_geometric.fit(HIGH_END))
    with pytest.raises(InputError, match="penalised"):
        parametric_bootstrap(shifted_beta_geometric, HIGH_END, fit, seed=1, n_replications=1)


def test_no_problem_stays_none(customers):
    problem = bg_nbd.problem(customers([0], [0.0], [0.0]))
    assert penalised(problem, 1.0) is problem


@pytest.mark.parametrize("strength", [0.0, -1.0, math.inf, math.nan])
def test_a_strength_that_is_none_is_refused(strength):
    with pytest.raises(InputError, match="strength"):
        penalised(shifted_beta_geometric.problem(HIGH_END), strength)


def test_a_second_penalty_is_refused():
    with pytest.raises(InputError, match="has a penalty"):
        penalised(penalised(normal_problem(), 1.0), 1.0)
