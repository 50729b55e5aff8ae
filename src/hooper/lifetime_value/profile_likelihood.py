"""Profile-likelihood intervals: how far one parameter can go before the likelihood tells against it.

The profile of a parameter is the likelihood with the parameter held and all others at their best. By the
theorem of Wilks twice its fall from the top is chi-square with one degree of freedom, so that the interval
holds the values at which it has fallen by less than a quantile, 3.84 for 95 %. Unlike one that is made
from a standard error it need not be symmetric on any scale, and it has no end where the likelihood does
not fall. Sources: Wilks (1938), Annals of Mathematical Statistics 9(1); Venzon and Moolgavkar (1988),
Applied Statistics 37(1), for likelihoods with several parameters.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri

from hooper.foundation.errors import Fault, InputError
from hooper.lifetime_value.coordinates import REACH, Coordinates
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.likelihood_problem import AnyProblem, NoProblem, faults_of_fit
from hooper.lifetime_value.maximum_likelihood import Surface, climb, surface_of
from hooper.lifetime_value.verdict import Place

Floats = NDArray[np.float64]

_SEARCH_STEPS = 200
_LONGEST_STRIDE = 2.0  # in a coordinate, as far as no place beyond the end is known
_NEAR = 1e-6  # of the root of twice the fall
_NARROW = 1e-10  # of a bracket, in a coordinate
_ROUNDING = 1e-5  # of a log-likelihood, by which a place may be higher than the top
_MATTERS = 1e-3  # slope at an edge from which the likelihood would be higher beyond


@dataclass(frozen=True)
class ProfileInterval:
    """The interval of one parameter, and in words what its ends are.

    An end that never comes is infinite, or zero for a positive parameter; nan where there is no top.
    """

    parameter: str
    low: float
    high: float
    reason: str


class _Search(NamedTuple):
    """What the search for an end needs: the surface, its top, who is held and how deep to go."""

    surface: Surface
    top: Place
    names: tuple[str, ...]
    held: int
    depth: float


def profile_intervals(problem: AnyProblem, fit: Fit, level: float = 0.95) -> dict[str, ProfileInterval]:
    """Return the interval of every parameter of a fit, from the problem that was fitted.

    Raises InputError if the fit is not one of the problem, or the level not between 0 and 1.

    >>> from hooper.history.survivors import Survivors
    >>> from hooper.lifetime_value import shifted_beta_geometric as model
    >>> high_end = Survivors(("all",), (np.array([1000, 869, 743, 653, 593, 551, 517, 491]),))
    >>> alpha = profile_intervals(model.problem(high_end), model.fit(high_end))["alpha"]
    >>> round(alpha.low, 3), round(alpha.high, 3)
    (0.506, 0.943)
    """
    _require_fitted(problem, fit, level)
    if isinstance(problem, NoProblem) or fit.status == "failed":
        return {name: ProfileInterval(name, math.nan, math.nan, fit.reason) for name in fit.parameters}
    coordinates = problem.coordinates
    surface = surface_of(problem.log_likelihood, problem.rows, coordinates)
    top = surface(coordinates.point(np.array(list(fit.parameters.values())) / coordinates.scale))
    depth = math.sqrt(chdtri(1.0, 1.0 - level))
    return {
        name: _interval(_Search(surface, top, coordinates.names, held, depth), coordinates)
        for held, name in enumerate(coordinates.names)
    }


def _require_fitted(problem: AnyProblem, fit: Fit, level: float) -> None:
    faults = faults_of_fit(problem, fit)
    if not 0.0 < level < 1.0:
        faults.append(Fault("level", f"is {level}", "give a probability between 0 and 1, say 0.95"))
    if faults:
        raise InputError(faults)


def _interval(search: _Search, coordinates: Coordinates) -> ProfileInterval:
    name = search.names[search.held]
    (low, low_reason), (high, high_reason) = _end(search, -1.0), _end(search, 1.0)
    ends = np.zeros((2, len(search.names)))
    ends[:, search.held] = low, high
    low, high = (float(coordinates.parameters(end)[search.held]) for end in ends)
    reasons = [reason for reason in (low_reason, high_reason) if reason]
    return ProfileInterval(
        name, low, high, "; ".join(reasons) or "the likelihood falls far enough on both sides"
    )


def _end(search: _Search, side: float) -> tuple[float, str]:
    """Return the coordinate at which the profile has fallen to the depth, going to one side of the top.

    On the root of twice its fall, which is nearly a straight line, Newton steps are taken: the slope of
    the profile is that of the likelihood in the parameter held. They stay inside a bracket.
    """
    inside, outside = float(search.top.point[search.held]), side * math.inf
    place, stride = search.top, _first_stride(search)
    for _ in range(_SEARCH_STEPS):
        value = _next(inside, outside, side, stride)
        place = _best_with(search, value, place)
        fall = 2.0 * (search.top.height - place.height)
        if fall < -_ROUNDING:
            return math.nan, f"the likelihood is higher by {-fall / 2.0:.2g} away from the top"
        root = math.sqrt(max(fall, 0.0))
        if abs(root - search.depth) < _NEAR or abs(outside - inside) < _NARROW:
            return _unless_cut(search, place, value, side)
        inside, outside = (value, outside) if root < search.depth else (inside, value)
        if abs(inside) >= REACH:
            word = "upper" if side > 0.0 else "lower"
            return (
                side * math.inf,
                f"{search.names[search.held]} has no {word} end: the likelihood hardly falls",
            )
        steepness = -side * place.slope[search.held] / root if root > 0.0 else 0.0
        ahead = (search.depth - root) / steepness if steepness > 0.0 else math.inf
        stride = (value - inside) * side + ahead
    return math.nan, "the search for an end did not come to one"


def _first_stride(search: _Search) -> float:
    """Return how far the end would be if the others did not move: never too far."""
    curvature = float(search.top.curvature[search.held, search.held])
    return search.depth / math.sqrt(curvature) if curvature > 0.0 else _LONGEST_STRIDE


def _next(inside: float, outside: float, side: float, stride: float) -> float:
    """Return the step outwards if it stays in the bracket, else the middle or as far as is dared."""
    if math.isinf(outside):
        return float(np.clip(inside + side * min(stride, _LONGEST_STRIDE), -REACH, REACH))
    value = inside + side * stride
    return value if min(inside, outside) < value < max(inside, outside) else (inside + outside) / 2.0


def _best_with(search: _Search, value: float, near: Place) -> Place:
    """Return the highest place with the coordinate held at `value`, climbed to from one nearby."""
    point = near.point.copy()
    point[search.held] = value
    others = np.arange(point.size) != search.held
    if not others.any():
        return search.surface(point)

    def sliced(rest: Floats) -> Place:
        whole = point.copy()
        whole[others] = rest
        _, height, slope, curvature = search.surface(whole)
        return Place(rest, height, slope[others], curvature[np.ix_(others, others)])

    point[others] = climb(sliced, point[others]).point
    return search.surface(point)


def _unless_cut(search: _Search, place: Place, value: float, side: float) -> tuple[float, str]:
    """Return the end, unless the profile only fell because another parameter came to its edge."""
    pushed = (np.abs(place.point) >= REACH) & (place.slope * np.sign(place.point) > _MATTERS)
    pushed[search.held] = False
    if not pushed.any():
        return value, ""
    which = " and ".join(name for name, cut in zip(search.names, pushed, strict=True) if cut)
    word = "upper" if side > 0.0 else "lower"
    return side * math.inf, f"{search.names[search.held]} has no {word} end before {which} goes to its edge"
