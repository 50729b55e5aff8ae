"""Profile intervals: closed forms where they exist, a plain twin where not, and ends that never come."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import optimize
from scipy.optimize import brentq
from scipy.stats import chi2

from hooper.foundation.errors import InputError
from hooper.lifetime_value import (
    beta_discrete_weibull,
    bg_nbd,
    gamma_gamma,
    mbg_nbd,
    pareto_nbd,
    shifted_beta_geometric,
)
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.likelihood_problem import LikelihoodProblem, fit_problem
from hooper.lifetime_value.profile_likelihood import profile_intervals
from hooper.lifetime_value.ties import tie
from tests.unit.lifetime_value.contracts import HIGH_END, cohorts, plain_log_likelihood

DEPTH = chi2.isf(0.05, 1)


def waits_problem(waits):
    """Exponential waits: one parameter, and nobody to hold it against."""

    def log_likelihood(parameters, wait, counts):
        (mean,) = parameters
        n, total = counts.sum(), counts @ wait
        gradient, hessian = -n / mean + total / mean**2, n / mean**2 - 2 * total / mean**3
        return -n * np.log(mean) - total / mean, np.array([gradient]), np.array([[hessian]])

    coordinates = Coordinates(("mean",), np.array([2.0]))
    return LikelihoodProblem("waits", log_likelihood, tie(waits), np.array([[1.0]]), coordinates)


def normal_problem(values):
    """Normal values of unknown mean, of either sign, and unknown deviation."""

    def log_likelihood(parameters, value, counts):
        mean, sigma = parameters
        n, away, square = counts.sum(), counts @ (value - mean), counts @ (value - mean) ** 2
        gradient = np.array([away / sigma**2, square / sigma**3 - n / sigma])
        cross = -2 * away / sigma**3
        hessian = np.array([[-n / sigma**2, cross], [cross, n / sigma**2 - 3 * square / sigma**4]])
        return -n * np.log(sigma) - square / (2 * sigma**2), gradient, hessian

    coordinates = Coordinates(("mean", "sigma"), np.array([3.0, 1.0]), frozenset({"mean"}))
    return LikelihoodProblem("normal", log_likelihood, tie(values), np.array([[0.5, 0.7]]), coordinates)


def ends(problem, **changes):
    found = profile_intervals(problem, fit_problem(problem), **changes)
    return {name: (interval.low, interval.high) for name, interval in found.items()}


def test_the_interval_of_a_single_parameter_is_where_its_likelihood_has_fallen():
    waits = np.array([1.0, 2.0, 6.0])

    def fall(mean):
        return 2 * 3 * (3.0 / mean - 1.0 - np.log(3.0 / mean)) - DEPTH

    expected = brentq(fall, 0.1, 3.0), brentq(fall, 3.0, 100.0)
    assert ends(waits_problem(waits))["mean"] == pytest.approx(expected, rel=1e-6)


def test_the_interval_of_a_normal_mean_is_the_closed_form():
    """n log(1 + (mean - mu)^2 / s^2) is the fall once sigma is at its best."""
    values = np.array([-4.0, -1.0, -1.5, 0.5, -2.0])
    half = values.std() * math.sqrt(math.expm1(DEPTH / values.size))
    expected = values.mean() - half, values.mean() + half
    assert ends(normal_problem(values))["mean"] == pytest.approx(expected, rel=1e-6)


def test_intervals_agree_with_a_plain_search():
    """A bounded search over beta for each alpha, on the likelihood as the paper has it."""
    fit = shifted_beta_geometric.fit(HIGH_END)

    def profile(alpha):
        def lost(log_beta):
            parameters = {"alpha": alpha, "beta": math.exp(log_beta)}
            survival = lambda t: shifted_beta_geometric.survival(parameters, [t])[0]  # noqa: E731
            return -plain_log_likelihood(survival, HIGH_END)

        found: Any = optimize.minimize_scalar(lost, bounds=(-1.0, 5.0), options={"xatol": 1e-9})
        return -found.fun

    def beyond(alpha):
        return 2 * (fit.log_likelihood - profile(alpha)) - DEPTH

    best = fit.parameters["alpha"]
    expected = brentq(beyond, 0.3, best, xtol=1e-8), brentq(beyond, best, 2.0, xtol=1e-8)
    assert ends(shifted_beta_geometric.problem(HIGH_END))["alpha"] == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("model", [bg_nbd, mbg_nbd, pareto_nbd, gamma_gamma], ids=lambda model: model.NAME)
def test_at_the_ends_the_best_likelihood_has_fallen_by_the_quantile(calibration, model):
    """Climbed to from elsewhere: with the parameter put at the end, nothing better is found."""
    problem, fit = model.problem(calibration), model.fit(calibration)
    name = problem.coordinates.names[0]
    interval = profile_intervals(problem, fit)[name]
    assert interval.low < fit.parameters[name] < interval.high
    for end in (interval.low, interval.high):

        def with_end(parameters, *columns, end=end):
            return problem.log_likelihood(np.append(end, parameters), *columns)

        def others(parameters, *columns):
            value, gradient, hessian = with_end(parameters, *columns)
            return value, gradient[1:], hessian[1:, 1:]

        scale = problem.coordinates.scale[1:]
        held = replace(
            problem,
            log_likelihood=others,
            starts=problem.starts[:, 1:],
            coordinates=Coordinates(problem.coordinates.names[1:], scale),
        )
        fallen = 2 * (fit.log_likelihood - fit_problem(held).log_likelihood)
        assert fallen == pytest.approx(DEPTH, abs=1e-4)


def test_intervals_do_not_hang_on_the_unit_of_time(calibration):
    days = replace(calibration, recency=7.0 * calibration.recency, age=7.0 * calibration.age, unit_days=1.0)
    in_weeks, in_days = (ends(bg_nbd.problem(summary)) for summary in (calibration, days))
    assert in_days["r"] == pytest.approx(in_weeks["r"], rel=1e-6)
    assert in_days["alpha"] == pytest.approx([7.0 * end for end in in_weeks["alpha"]], rel=1e-6)


def test_a_higher_level_gives_a_wider_interval():
    problem = shifted_beta_geometric.problem(HIGH_END)
    narrow, wide = (ends(problem, level=level)["beta"] for level in (0.5, 0.99))
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


def test_an_end_that_never_comes_is_told(customers):
    """Everybody keeps buying: nothing speaks against a dropout that never comes."""
    summary = customers(np.full(200, 10), np.full(200, 29.9), np.full(200, 30.0))
    problem, fit = bg_nbd.problem(summary), bg_nbd.fit(summary)
    assert fit.status == "boundary"
    interval = profile_intervals(problem, fit)["a"]
    assert interval.low == 0.0
    assert "a has no lower end" in interval.reason


@pytest.mark.parametrize("model", [beta_discrete_weibull, shifted_beta_geometric], ids=lambda m: m.NAME)
@pytest.mark.parametrize(
    "survivors",
    [cohorts([100, 100, 100]), cohorts([100, 0]), cohorts([1, 1]), cohorts([5, 3]), cohorts([9, 8, 0])],
)
def test_hard_contracts_have_intervals_around_the_estimate_or_a_reason(model, survivors):
    fit = model.fit(survivors)
    for name, interval in profile_intervals(model.problem(survivors), fit).items():
        assert interval.reason
        assert not interval.low > fit.parameters[name] * (1 + 1e-9)
        assert not interval.high < fit.parameters[name] * (1 - 1e-9)


@pytest.mark.parametrize("model", [bg_nbd, mbg_nbd, pareto_nbd], ids=lambda model: model.NAME)
@pytest.mark.parametrize(
    "columns",
    [([0], [0.0], [20.0]), ([3], [10.0], [20.0]), ([0] * 50, [0.0] * 50, np.linspace(10, 30, 50))],
    ids=["one who came once", "one customer", "one-timers"],
)
def test_hard_logs_have_intervals_around_the_estimate_or_a_reason(customers, model, columns):
    summary = customers(*columns)
    fit = model.fit(summary)
    for name, interval in profile_intervals(model.problem(summary), fit).items():
        assert interval.reason
        assert not interval.low > fit.parameters[name] * (1 + 1e-9)
        assert not interval.high < fit.parameters[name] * (1 - 1e-9)


def test_no_problem_has_no_interval_and_says_why(customers):
    summary = customers([0], [0.0], [0.0])
    interval = profile_intervals(bg_nbd.problem(summary), bg_nbd.fit(summary))["r"]
    assert math.isnan(interval.low)
    assert interval.reason == "nobody was seen for any time after a first purchase"


def test_a_top_that_is_none_is_noticed():
    problem, fit = shifted_beta_geometric.problem(HIGH_END), shifted_beta_geometric.fit(HIGH_END)
    elsewhere = replace(fit, parameters={"alpha": 0.9, "beta": 4.0})
    interval = profile_intervals(problem, elsewhere)["alpha"]
    assert math.isnan(interval.low)
    assert "higher" in interval.reason


def test_the_fit_of_another_problem_and_a_level_beyond_one_are_refused():
    problem, fit = shifted_beta_geometric.problem(HIGH_END), shifted_beta_geometric.fit(HIGH_END)
    with pytest.raises(InputError) as refused:
        profile_intervals(problem, replace(fit, n_customers=3), level=95.0)
    assert [fault.where for fault in refused.value.faults] == ["fit", "level"]
