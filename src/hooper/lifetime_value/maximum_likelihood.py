"""Maximum likelihood in scaled log-parameters, and an honest word on the optimum that was found.

The search runs over `log(parameter / scale)` inside a box, or over the parameter itself where it may be
below zero (`Coordinates`), by Newton steps on the analytic gradient and Hessian, turned uphill
where the surface is not concave. Every start is climbed, and if the highest top is at an edge or flat,
points far apart as well: such likelihoods often have several. A large log is thinned for this, and its
best top climbed again with more and more of the customers. The Hessian at the top gives the covariance.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import hadamard

from hooper.lifetime_value.coordinates import REACH, Coordinates
from hooper.lifetime_value.ties import TiedRows
from hooper.lifetime_value.verdict import Optimum, Place, condition, covariance, judge

Floats = NDArray[np.float64]
LogLikelihood = Callable[..., tuple[float, Floats, Floats]]

_REHEARSAL_ROWS = 20_000  # on so many the starts are compared
_LARGER = 8  # times as many customers in every stage that follows
_STEPS = 200
_LONGEST_STEP = 2.0  # in a coordinate
_SHORTEST_STEP = 1e-10
_LEAST_CURVATURE = 1e-10  # share of the largest that is added to all, lest a step be endless
_RISE = 1e-4  # share of the rise promised by the slope that a step must bring
_FAR = 4.0  # in a coordinate, from the middle: a factor of 55
_ARRIVED = 1e-9  # log-likelihood promised by one more Newton step at which the climb ends
_ROUNDING = 4e-15  # share of a log-likelihood below which no rise is seen


Surface = Callable[[Floats], Place]


def maximise(
    log_likelihood: LogLikelihood, rows: TiedRows, starts: Floats, coordinates: Coordinates
) -> Optimum:
    """Climb from every start and judge the highest top.

    `log_likelihood(parameters, *rows.columns, rows.counts)` returns the value of all customers, its
    gradient, shape `(n_parameters,)`, and its Hessian, of which the upper triangle is read. `starts`,
    shape `(n_starts, n_parameters)`, are in units of the scale of the `coordinates`, which makes the
    search the same whatever the unit of time or money.

    >>> def poisson(parameters, purchases, counts):
    ...     (rate,), total, customers = parameters, counts @ purchases, counts.sum()
    ...     gradient, hessian = total / rate - customers, -total / rate**2
    ...     return total * np.log(rate) - customers * rate, np.array([gradient]), np.array([[hessian]])
    >>> rows = TiedRows((np.array([1, 5]),), np.array([10, 10]))
    >>> coordinates = Coordinates(("rate",), np.ones(1))
    >>> optimum = maximise(poisson, rows, np.array([[1.0], [9.0]]), coordinates)
    >>> optimum.status, round(float(optimum.parameters[0]), 6)
    ('ok', 3.0)
    """
    stage = rows if rows.counts.size <= _REHEARSAL_ROWS else rows.thinned(_REHEARSAL_ROWS)
    rehearsal = surface_of(log_likelihood, stage, coordinates)
    begun = coordinates.point(starts)
    edge = np.full(begun.shape[1], REACH)
    tops = [climb(rehearsal, start) for start in begun]
    top = _highest(tops)
    if judge(top, (-edge, edge), begun, coordinates.names)[0] != "ok":
        far = [start for start in _far_apart(begun.shape[1]) if _is_finite(rehearsal(start))]
        begun = np.vstack((begun, *far))
        tops += [climb(rehearsal, start) for start in far]
        top = _highest(tops)
    while stage.n_customers < rows.n_customers:
        stage = rows.thinned(_LARGER * stage.n_customers)
        top = climb(surface_of(log_likelihood, stage, coordinates), top.point)
    status, reason = judge(top, (-edge, edge), begun, coordinates.names)
    return Optimum(
        parameters=coordinates.parameters(top.point),
        log_likelihood=top.height,
        log_covariance=coordinates.in_units(covariance(top.curvature)),
        gradient_norm=float(np.abs(top.slope).max()) / rows.n_customers,
        hessian_condition=condition(top.curvature),
        n_starts=len(tops),
        spread_of_optima=float(np.ptp([each.height for each in tops])),
        status=status,
        reason=reason,
    )


def _highest(tops: list[Place]) -> Place:
    """Return the highest; of those as high as it, one top reached more or less exactly, the flattest."""
    highest = max(top.height for top in tops)
    as_high = [top for top in tops if top.height >= highest - _ARRIVED]
    return min(as_high, key=lambda top: float(np.abs(top.slope).max()))


def _far_apart(n_coordinates: int) -> Floats:
    """Return points in corners around the middle of the box, half of them on either side in each coordinate.

    They are a two-level design that balances the coordinates (Plackett and Burman 1946, Biometrika 33).
    """
    corners = hadamard(2 ** n_coordinates.bit_length())[:, 1 : n_coordinates + 1]
    return _FAR * corners.astype(np.float64)


def _is_finite(place: Place) -> bool:
    return bool(np.isfinite(place.height) and np.isfinite(place.curvature).all())


def surface_of(log_likelihood: LogLikelihood, rows: TiedRows, coordinates: Coordinates) -> Surface:
    """Return the likelihood as a function of a point in the coordinates."""

    def at(point: Floats) -> Place:
        value, gradient, hessian = log_likelihood(coordinates.parameters(point), *rows.columns, rows.counts)
        return coordinates.place(point, float(value), gradient, hessian)

    return at


def climb(surface: Surface, start: Floats) -> Place:
    """Return where Newton steps from `start` end: at a top, at an edge of the box, or where none goes up."""
    place = surface(start)
    for _ in range(_STEPS):
        step = _uphill(place)
        if step @ place.slope / 2.0 < max(_ARRIVED, _ROUNDING * abs(place.height)):
            break
        higher = _walk(surface, place, step)
        if higher is None:
            break
        place = higher
    return place


def _uphill(place: Place) -> Floats:
    """Return the Newton step with every curvature taken as positive, along the edges of the box at most."""
    outward = (np.abs(place.point) >= REACH) & (place.slope * place.point > 0.0)
    slope = np.where(outward, 0.0, place.slope)
    free = ~outward
    curvature = np.where(np.outer(free, free), place.curvature, np.eye(slope.size))
    values, vectors = np.linalg.eigh(curvature)
    size = np.abs(values) + _LEAST_CURVATURE * (1.0 + np.abs(values).max())
    step = vectors @ (vectors.T @ slope / size)
    return step * min(1.0, _LONGEST_STEP / max(float(np.abs(step).max()), _LONGEST_STEP))


def _walk(surface: Surface, place: Place, step: Floats) -> Place | None:
    """Halve the step until it brings enough of what the slope promises; None if no step does."""
    while np.abs(step).max() > _SHORTEST_STEP:
        point = np.clip(place.point + step, -REACH, REACH)
        there = surface(point)
        if _is_finite(there) and there.height >= place.height + _RISE * (point - place.point) @ place.slope:
            return there
        step = step / 2.0
    return None
