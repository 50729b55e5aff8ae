"""Finds the parameters whose world comes nearest to the targets: nonlinear least squares in their logarithms.

The distance is the mean over kinds of targets of the mean squared miss within a kind, by the inverse of the
covariance of the log's own targets there: what a curve gains from one week to the next counts as well as
how high it is. The covariance is drawn towards its diagonal a little, for else differences would be trusted
of which no model is to be believed.

The search is that of Levenberg and Marquardt, in a form that small roughness does not stop: slopes over wide
steps, and of several dampings the one whose world comes nearest. Damping alike in all logarithms leaves what
the log says nothing of near where it was. It looks around from several starts, since the nearest may lie in
the wrong valley, and goes on from where it came nearest. The last step goes by the slopes alone, so that the
estimate solves the moment condition to which the standard errors belong.
Sources: McFadden (1989), A method of simulated moments for estimation of discrete response models without
numerical integration, Econometrica 57(5); Levenberg (1944), Quarterly of Applied Mathematics 2(2); Newey and
McFadden (1994), Handbook of Econometrics 4, sections 3.4 (one-step estimates) and 7 (rough distances).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.study.simulated_moments.simulated_targets import SimulatedTargets

Floats = NDArray[np.float64]

# Wide enough that many customers cross a threshold, or the slope would be that of single customers.
STEP: Final = 0.3
STARTS_TRIED: Final = 3
FIRST_ITERATIONS: Final = 3
MOST_ITERATIONS: Final = 12
_DAMPINGS: Final = (1e-5, 1e-4, 1e-3, 1e-2, 1e-1)
_LAST_DAMPING: Final = 1e-3  # moves what the log tells well, and leaves what it says nothing of
_LONGEST_MOVE = 1.5
_LEAST_GAIN = 0.001
_ROUGHNESS = 0.05
_NEAR = 0.1
_LEAST_ERROR = 1e-6
_SHRINKAGE = 0.1


@dataclass(frozen=True)
class Distance:
    """How far a world's targets are from the log's; `weight` of the misses is `(n_targets, n_targets)`."""

    log: Floats
    weight: Floats

    @classmethod
    def of(cls, log: Floats, covariance: Floats, kinds: tuple[str, ...]) -> "Distance":
        """Return the distance in which every kind of target counts alike."""
        names, place, size = np.unique(kinds, return_inverse=True, return_counts=True)
        own = covariance * (1.0 - _SHRINKAGE) * np.equal.outer(place, place)
        own += np.diag(_SHRINKAGE * np.diag(covariance) + _LEAST_ERROR**2)
        return cls(log, np.linalg.inv(own) / (size[place] * names.size))

    def to(self, values: Floats) -> float:
        """Return the distance of a world whose targets are these."""
        return float((values - self.log) @ self.weight @ (values - self.log))


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


def fit_moments(simulated: SimulatedTargets, distance: Distance, starts: Sequence[Floats]) -> MomentFit:
    """Return the fit that the search ends at; it looks around from the nearest of `starts` (logarithms)."""
    within = np.unique([np.clip(start, *simulated.bounds) for start in starts], axis=0)
    off = [distance.to(each) for each in simulated.at([*within])]
    nearest = within[np.argsort(off, kind="stable")[:STARTS_TRIED]]
    looked = [_search(simulated, distance, start, FIRST_ITERATIONS)[0] for start in nearest]
    best = min(looked, key=lambda point: distance.to(simulated.at([point])[0]))
    end, converged = _search(simulated, distance, best, MOST_ITERATIONS)
    here = _smoothed(simulated, distance, end)
    [values] = simulated.at([here])
    return MomentFit(here, values, slopes_at(simulated, here), distance.to(values), converged)


def most_worlds(starts: int, parameters: int) -> int:
    """Return how many worlds a search lives at most: its starts, and slopes and moves of every step."""
    iterations = STARTS_TRIED * FIRST_ITERATIONS + MOST_ITERATIONS
    return starts + iterations * (2 * parameters + len(_DAMPINGS)) + 2 * parameters


def _search(
    simulated: SimulatedTargets, distance: Distance, start: Floats, iterations: int
) -> tuple[Floats, bool]:
    """Return where the search from a start is after so many iterations, and whether it ended by itself."""
    here = start
    for _ in range(iterations):
        [values] = simulated.at([here])
        best = distance.to(values)
        tried = _moves(simulated, distance, here)
        reached = [distance.to(each) for each in simulated.at(tried)]
        nearest = int(np.argmin(reached))
        if reached[nearest] < best:
            here = tried[nearest]
        if best - reached[nearest] < _LEAST_GAIN * max(best, _NEAR):
            return here, True
    return here, False


def _smoothed(simulated: SimulatedTargets, distance: Distance, end: Floats) -> Floats:
    """Return where the slopes say that the nearest world is, unless it is farther by more than roughness.

    The nearest of the worlds tried owes something to luck: single customers who cross a threshold.
    """
    step = _moves(simulated, distance, end)[_DAMPINGS.index(_LAST_DAMPING)]
    here, there = (distance.to(each) for each in simulated.at([end, step]))
    return step if there - here < _ROUGHNESS * max(here, _NEAR) else end


def slopes_at(simulated: SimulatedTargets, logarithms: Floats) -> Floats:
    """Return the derivatives of the targets by the logarithms of the parameters, over a step either way."""
    steps = STEP * np.eye(logarithms.size)
    below, above = (np.clip(logarithms + move, *simulated.bounds) for move in (-steps, steps))
    lived = simulated.at([*below, *above])
    rise = np.stack(lived[logarithms.size :]) - np.stack(lived[: logarithms.size])
    return (rise / np.diag(above - below)[:, np.newaxis]).T


def _moves(simulated: SimulatedTargets, distance: Distance, here: Floats) -> list[Floats]:
    """Return where to go from here, a point for each damping; what leans against a bound stays there."""
    low, high = simulated.bounds
    [values] = simulated.at([here])
    slopes = slopes_at(simulated, here)
    downhill = slopes.T @ (distance.weight @ (distance.log - values))
    free = ~(((here <= low) & (downhill < 0.0)) | ((here >= high) & (downhill > 0.0)))
    curvature = slopes[:, free].T @ distance.weight @ slopes[:, free]
    scale = max(float(np.trace(curvature)), _LEAST_ERROR)
    points: list[Floats] = []
    for damping in _DAMPINGS:
        move = np.zeros(here.size)
        move[free] = np.linalg.solve(curvature + damping * scale * np.eye(int(free.sum())), downhill[free])
        move *= min(1.0, _LONGEST_MOVE / max(float(np.abs(move).max()), _LEAST_ERROR))
        points.append(np.clip(here + move, low, high))
    return points
