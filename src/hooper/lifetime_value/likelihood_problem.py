"""What a model asks of its data: a log-likelihood, the rows it reads, and where a search for its top begins.

Every model has a function `problem` that poses it, so that whatever works on likelihoods (the fit, profile
intervals, refits of simulated data, a penalty) is written once for all of them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.coordinates import Coordinates
from hooper.lifetime_value.fit import Fit, fit_at, no_fit
from hooper.lifetime_value.maximum_likelihood import LogLikelihood, maximise
from hooper.lifetime_value.ties import TiedRows

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LikelihoodProblem:
    """A likelihood to be maximised: the arguments of `maximise`, and the name of the model."""

    model: str
    log_likelihood: LogLikelihood
    rows: TiedRows
    starts: Floats
    coordinates: Coordinates


@dataclass(frozen=True)
class NoProblem:
    """A likelihood that the data do not pose at all, and the `reason`."""

    model: str
    names: tuple[str, ...]
    reason: str
    n_customers: int


AnyProblem = LikelihoodProblem | NoProblem


def fit_problem(problem: AnyProblem) -> Fit:
    """Return the fit by maximum likelihood; that of no problem is failed, for its reason."""
    if isinstance(problem, NoProblem):
        return no_fit(problem.model, problem.names, problem.reason, problem.n_customers)
    rows, coordinates = problem.rows, problem.coordinates
    optimum = maximise(problem.log_likelihood, rows, problem.starts, coordinates)
    return fit_at(problem.model, coordinates.names, optimum, rows.n_customers, coordinates.real_valued)
