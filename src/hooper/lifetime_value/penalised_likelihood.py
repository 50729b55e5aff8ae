"""Penalised likelihood: something is taken off for every step from the scale of the data, so that ridges end.

    log-likelihood - strength / 2 * sum of squares of the coordinates

A coordinate is the logarithm of a parameter over its scale (`Coordinates`), so that parameters in units of
time are drawn towards the mean age, those in units of money towards the mean amount, and shapes towards 1.
It is ridge regression (Hoerl and Kennard 1970, Technometrics 12(1)), and the likelihood times a normal prior
of standard deviation `strength ** -0.5` for every coordinate. The penalizer of the package lifetimes takes
`penalizer * sum of squares` off the mean over customers, on logarithms in a unit of time of its own: a
strength of 2 * penalizer * customers is as strong.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.likelihood_problem import AnyProblem, LikelihoodProblem, NoProblem
from hooper.lifetime_value.maximum_likelihood import LogLikelihood

Floats = NDArray[np.float64]


def penalised(problem: AnyProblem, strength: float) -> AnyProblem:
    """Return the problem with a penalty; `fit_problem` fits it, and says in the fit that it was penalised.

    Raises InputError for a strength that is not above zero, and for a problem that has a penalty.

    >>> from hooper.history.survivors import Survivors
    >>> from hooper.lifetime_value import shifted_beta_geometric
    >>> from hooper.lifetime_value.likelihood_problem import fit_problem
    >>> nobody_left = Survivors(("all",), (np.array([50, 50]),))
    >>> shifted_beta_geometric.fit(nobody_left).status
    'flat'
    >>> fit_problem(penalised(shifted_beta_geometric.problem(nobody_left), strength=1.0)).status
    'ok'
    """
    _require_once(problem, strength)
    if isinstance(problem, NoProblem):
        return problem
    surface = _with_penalty(problem.log_likelihood, problem.coordinates, strength)
    return replace(problem, log_likelihood=surface, penalty_strength=strength)


def _require_once(problem: AnyProblem, strength: float) -> None:
    if not 0.0 < strength < np.inf:
        remedy = "give a number above zero, or fit the problem as it is"
        raise InputError([Fault("strength", f"is {strength}", remedy)])
    if isinstance(problem, LikelihoodProblem) and problem.penalty_strength > 0.0:
        given = f"has a penalty of strength {problem.penalty_strength:g}"
        raise InputError([Fault("problem", given, "penalise the problem of the model")])


def _with_penalty(log_likelihood: LogLikelihood, coordinates: Coordinates, strength: float) -> LogLikelihood:
    def surface(parameters: Floats, *columns: NDArray[Any]) -> tuple[float, Floats, Floats]:
        value, gradient, hessian = log_likelihood(parameters, *columns)
        point = coordinates.point(parameters / coordinates.scale)
        slope = np.where(coordinates.is_log, 1.0 / parameters, 1.0 / coordinates.scale)
        bend = np.where(coordinates.is_log, 1.0 - point, 1.0) * slope**2
        return (
            value - strength / 2.0 * float(point @ point),
            gradient - strength * point * slope,
            hessian - strength * np.diag(bend),
        )

    return surface
