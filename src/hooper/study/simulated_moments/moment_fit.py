"""Finds the parameters whose world comes nearest to the targets: nonlinear least squares in their logarithms.

The distance is the mean over kinds of targets of the mean squared miss within a kind, misses in standard
errors of the log's own targets. A diagonal weight: many of the targets hang together (a curve that adds up),
and the inverse of their covariance would trust differences that nobody believes a model for.
Source: McFadden (1989), A method of simulated moments for estimation of discrete response models without
numerical integration, Econometrica 57(5); Gouriéroux and Monfort (1996), Simulation-based econometric methods.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from hooper.study.simulated_moments.simulated_targets import SimulatedTargets

Floats = NDArray[np.float64]

# Wide enough that many customers cross a threshold, or the slope would be that of single customers.
STEP = 0.12
_MOST_ITERATIONS = 30
_TOLERANCE = 5e-4
_LEAST_ERROR = 1e-6


@dataclass(frozen=True)
class Distance:
    """How far a world's targets are from the log's; `weight` is that of a squared miss, `(n_targets,)`."""

    log: Floats
    standard_error: Floats
    weight: Floats

    @classmethod
    def of(cls, log: Floats, covariance: Floats, kinds: tuple[str, ...]) -> "Distance":
        """Return the distance in which every kind of target counts alike."""
        error = np.sqrt(np.maximum(np.diag(covariance), _LEAST_ERROR**2))
        names, place, size = np.unique(kinds, return_inverse=True, return_counts=True)
        return cls(log, error, 1.0 / (error**2 * size[place] * names.size))

    def misses(self, values: Floats) -> Floats:
        """Return the weighted misses, of which the squares add up to the distance."""
        return (values - self.log) * np.sqrt(self.weight)


@dataclass(frozen=True)
class MomentFit:
    """The parameters found, as logarithms, with the targets of their world and the slopes there.

    `slopes`, `(n_targets, n_parameters)`, are derivatives by the logarithms of the parameters; `distance` is
    in squared standard errors of the log; `converged` tells whether the search ended by itself.
    """

    logarithms: Floats
    values: Floats
    slopes: Floats
    distance: float
    converged: bool


def fit_moments(
    simulated: SimulatedTargets, distance: Distance, start: Floats, lived: Callable[[], None]
) -> MomentFit:
    """Return the fit that the search from `start` (logarithms) ends at; `lived` is called for each world."""
    low, high = bounds_of(simulated)

    def misses(logarithms: Floats) -> Floats:
        lived()
        return distance.misses(simulated.values(logarithms))

    def slopes(logarithms: Floats) -> Floats:
        return slopes_at(simulated, logarithms, lived) * np.sqrt(distance.weight)[:, np.newaxis]

    found = least_squares(
        misses,
        np.clip(start, low + 1e-9, high - 1e-9),
        slopes,
        (low, high),
        ftol=_TOLERANCE,
        xtol=_TOLERANCE,
        gtol=None,
        max_nfev=_MOST_ITERATIONS,
    )
    values = simulated.values(found.x)
    at_end = slopes_at(simulated, found.x, lived)
    return MomentFit(found.x, values, at_end, 2.0 * float(found.cost), found.status > 0)


def slopes_at(simulated: SimulatedTargets, logarithms: Floats, lived: Callable[[], None]) -> Floats:
    """Return the derivatives of the targets by the logarithms of the parameters, steps away from a bound."""
    _, high = bounds_of(simulated)
    columns: list[Floats] = []
    for place, limit in enumerate(high):
        lived()
        step = np.zeros(logarithms.size)
        step[place] = STEP if logarithms[place] + STEP <= limit else -STEP
        moved = simulated.values(logarithms + step) - simulated.values(logarithms)
        columns.append(moved / step[place])
    return np.stack(columns, axis=1)


def bounds_of(simulated: SimulatedTargets) -> tuple[Floats, Floats]:
    """Return the logarithms of the bounds, each `(n_parameters,)`."""
    limits = np.log([[each.low, each.high] for each in simulated.parameters])
    return limits[:, 0], limits[:, 1]
