"""What a model asks of its data: a log-likelihood, the rows it reads, and where a search for its top begins.

Every model has a function `problem` that poses it, so that whatever works on likelihoods (the fit, profile
intervals, refits of simulated data, a penalty) is written once for all of them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault
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


def faults_of_fit(problem: AnyProblem, fit: Fit) -> list[Fault]:
    """Return a fault if the fit is not one of the problem: of another model, or of other customers."""
    n_customers = problem.n_customers if isinstance(problem, NoProblem) else problem.rows.n_customers
    if (problem.model, n_customers) == (fit.model, fit.n_customers):
        return []
    given = f"is {fit.model} of {fit.n_customers} customers, the data are {problem.model} of {n_customers}"
    return [Fault("fit", given, "give the fit of these data")]
