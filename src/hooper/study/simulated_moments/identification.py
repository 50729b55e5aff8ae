"""What a log can tell of the parameters of a world, and what it cannot.

Standard errors are those of minimum distance, `(G'WG)^-1 G'W S W G (G'WG)^-1`, with the slopes G, the weight
W, and the covariance S of the misses: that of the log's targets and that of the fitted world's, each by the
luck of its own customers. The world's is not taken from the log's, on which the weight is made already: a
weight leans on what seems precise in the log by chance. Errors are of logarithms: 0.25 means known within a
factor of 1.6 either way at 95 %. The profile of a parameter is the distance of worlds where it is held fixed
beside the best value, the others moved along as the slopes say.
Sources: Newey and McFadden (1994), Handbook of Econometrics 4, section 3; Gouriéroux, Monfort and Renault
(1993), Journal of Applied Econometrics 8.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from hooper.study.simulated_moments.moment_fit import Distance, MomentFit
from hooper.study.simulated_moments.simulated_targets import SimulatedTargets

Floats = NDArray[np.float64]
Verdict = Literal["identified", "weak", "not identified"]

IDENTIFIED_BELOW: Final = 0.25
WEAK_BELOW: Final = 0.7
_NORMAL = 1.959964
_PROFILE_STEPS: Final = (-1.0, -0.5, 0.5, 1.0)
PROFILE_POINTS: Final = len(_PROFILE_STEPS)
_NARROWEST, _WIDEST = 0.2, 1.0
_AT_BOUND = 1e-6
_NO_SLOPE = 1e-12


@dataclass(frozen=True)
class ParameterEstimate:
    """A parameter that was found: value, 95 % interval, standard error of its logarithm, and verdict.

    `profile` has the value and the distance of each world on the parameter's profile, by value.
    """

    name: str
    says: str
    keys: tuple[str, ...]
    value: float
    low: float
    high: float
    log_standard_error: float
    at_bound: bool
    verdict: Verdict
    profile: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Identification:
    """Estimates, and how evenly the log tells directions apart.

    `condition` is the ratio of the largest to the smallest curvature of the distance (in logarithms);
    `weakest` are the weights of the parameters in the direction of which the log says least, by name.
    """

    estimates: tuple[ParameterEstimate, ...]
    condition: float
    weakest: dict[str, float]


def identify(
    simulated: SimulatedTargets, distance: Distance, fit: MomentFit, covariance: Floats
) -> Identification:
    """Return what the log tells of a fit's parameters; `covariance` is that of the misses of its targets."""
    curvature = fit.slopes.T @ distance.weight @ fit.slopes
    error = _standard_errors(fit.slopes, distance.weight, curvature, covariance)
    profiles = _profiles(simulated, distance, fit, curvature, error)
    strength, directions = np.linalg.eigh(curvature)
    names = [each.name for each in simulated.parameters]
    estimates = (
        _estimate(simulated, fit, place, float(error[place]), profiles[place]) for place in range(len(names))
    )
    return Identification(
        tuple(estimates),
        float(strength[-1] / strength[0]) if strength[0] > 0.0 else np.inf,
        dict(zip(names, directions[:, 0].tolist(), strict=True)),
    )


def verdict_of(log_standard_error: float, *, at_bound: bool) -> Verdict:
    """Return `identified`, `weak` or `not identified`, by the standard error of the logarithm.

    A parameter that ran against its bound is not identified.

    >>> verdict_of(0.1, at_bound=False), verdict_of(0.5, at_bound=False), verdict_of(0.1, at_bound=True)
    ('identified', 'weak', 'not identified')
    """
    if at_bound or not log_standard_error < WEAK_BELOW:
        return "not identified"
    return "identified" if log_standard_error < IDENTIFIED_BELOW else "weak"


def _standard_errors(slopes: Floats, weight: Floats, curvature: Floats, covariance: Floats) -> Floats:
    """Return those of the logarithms, infinite for what no target depends on."""
    inverse = np.linalg.pinv(curvature, hermitian=True)
    lever = inverse @ slopes.T @ weight
    error = np.sqrt(np.maximum(np.diag(lever @ covariance @ lever.T), 0.0))
    return np.where(np.diag(curvature) > _NO_SLOPE, error, np.inf)


def _estimate(
    simulated: SimulatedTargets,
    fit: MomentFit,
    place: int,
    error: float,
    profile: tuple[tuple[float, float], ...],
) -> ParameterEstimate:
    parameter, best = simulated.parameters[place], float(fit.logarithms[place])
    low, high = (float(ends[place]) for ends in simulated.bounds)
    at_bound = best - low < _AT_BOUND or high - best < _AT_BOUND
    ends = np.exp(np.clip([best - _NORMAL * error, best + _NORMAL * error], low, high))
    return ParameterEstimate(
        parameter.name,
        parameter.says,
        parameter.keys,
        float(np.exp(best)),
        float(ends[0]),
        float(ends[1]),
        error,
        at_bound,
        verdict_of(error, at_bound=at_bound),
        profile,
    )


def _profiles(
    simulated: SimulatedTargets, distance: Distance, fit: MomentFit, curvature: Floats, error: Floats
) -> list[tuple[tuple[float, float], ...]]:
    """Return the profile of every parameter: two standard errors either way, within bounds."""
    reach = np.clip(2.0 * error, _NARROWEST, _WIDEST)
    points = [
        _held(simulated, fit, curvature, place, share * float(reach[place]))
        for place in range(fit.logarithms.size)
        for share in _PROFILE_STEPS
    ]
    found = [distance.to(each) for each in simulated.at(points)]
    profiles: list[tuple[tuple[float, float], ...]] = []
    for place in range(fit.logarithms.size):
        own = range(place * len(_PROFILE_STEPS), (place + 1) * len(_PROFILE_STEPS))
        rows = {float(np.exp(points[row][place])): found[row] for row in own}
        rows[float(np.exp(fit.logarithms[place]))] = fit.distance
        profiles.append(tuple(sorted(rows.items())))
    return profiles


def _held(simulated: SimulatedTargets, fit: MomentFit, curvature: Floats, place: int, step: float) -> Floats:
    """Return the point with one parameter a step away, and the others where the slopes say it is best."""
    low, high = simulated.bounds
    step = float(np.clip(fit.logarithms[place] + step, low[place], high[place]) - fit.logarithms[place])
    others = np.arange(fit.logarithms.size) != place
    follow = -np.linalg.pinv(curvature[np.ix_(others, others)], hermitian=True) @ curvature[others, place]
    move = np.zeros(fit.logarithms.size)
    move[place] = step
    move[others] = np.clip(follow * step, -_WIDEST, _WIDEST)
    return np.clip(fit.logarithms + move, low, high)
