"""What a model asks of its data: a log-likelihood, the rows it reads, and where a search for its top begins.

Every model has a function `problem` that poses it, so that whatever works on likelihoods (the fit, profile
intervals, refits of simulated data, a penalty) is written once for all of them.
"""

from dataclasses import dataclass, replace

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
    """A likelihood to be maximised: the arguments of `maximise`, and the name of the model.

    `penalty_strength` is above zero if the likelihood has a penalty (`penalised_likelihood`).
    """

    model: str
    log_likelihood: LogLikelihood
    rows: TiedRows
    starts: Floats
    coordinates: Coordinates
    penalty_strength: float = 0.0


@dataclass(frozen=True)
class NoProblem:
    """A likelihood that the data do not pose at all, and the `reason`."""

    model: str
    names: tuple[str, ...]
    reason: str
    n_customers: int


AnyProblem = LikelihoodProblem | NoProblem


def fit_problem(problem: AnyProblem) -> Fit:
    """Return the fit by maximum likelihood; that of no problem is failed, for its reason.

    The log-likelihood of a penalised fit is that of its parameters without the penalty.
    """
    if isinstance(problem, NoProblem):
        return no_fit(problem.model, problem.names, problem.reason, problem.n_customers)
    rows, coordinates = problem.rows, problem.coordinates
    optimum = maximise(problem.log_likelihood, rows, problem.starts, coordinates)
    fit = fit_at(problem.model, coordinates.names, optimum, rows.n_customers, coordinates.real_valued)
    return _told_of_penalty(fit, problem) if problem.penalty_strength > 0.0 else fit


def _told_of_penalty(fit: Fit, problem: LikelihoodProblem) -> Fit:
    """Return the fit with the penalty taken out of its log-likelihood, and put into its reason."""
    found = np.array(list(fit.parameters.values()))
    point = problem.coordinates.point(found / problem.coordinates.scale)
    strength = problem.penalty_strength
    return replace(
        fit,
        log_likelihood=fit.log_likelihood + strength / 2.0 * float(point @ point),
        reason=f"with a penalty of strength {strength:g}, {fit.reason}",
        penalty_strength=strength,
    )


def faults_of_fit(problem: AnyProblem, fit: Fit) -> list[Fault]:
    """Return a fault if the fit is not one of the problem: of another model, or of other customers.

    So is a penalised fit, of any problem: what is made of a likelihood does not hold with a penalty.
    """
    faults: list[Fault] = []
    n_customers = problem.n_customers if isinstance(problem, NoProblem) else problem.rows.n_customers
    if (problem.model, n_customers) != (fit.model, fit.n_customers):
        given = f"{fit.model} of {fit.n_customers} customers, the data are {problem.model} of {n_customers}"
        faults.append(Fault("fit", f"is {given}", "give the fit of these data"))
    penalties = [fit.penalty_strength, 0.0 if isinstance(problem, NoProblem) else problem.penalty_strength]
    if max(penalties) > 0.0:
        problem_of = f"was penalised with strength {max(penalties):g}"
        faults.append(Fault("fit", problem_of, "give one by maximum likelihood alone"))
    return faults
