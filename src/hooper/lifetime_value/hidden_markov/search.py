"""The highest point of the likelihood, by a quasi-Newton search and a few Newton steps at its end.

Source: Byrd, Lu, Nocedal and Zhu (1995), A limited memory algorithm for bound constrained optimization,
SIAM Journal on Scientific Computing 16(5): 1190-1208. It runs on some of the customers. The curvature that
they give at their top, corrected by what each step shows (BFGS; Nocedal and Wright 2006, Numerical
Optimization, chapter 6), leads all of them near theirs in a few steps. The end is sharpened by the curvature
there, which the errors of the parameters need anyway: central differences of the exact slope.
"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from hooper.lifetime_value.hidden_markov.search_coordinates import REACH
from hooper.lifetime_value.hidden_markov.standardised_panel import StandardisedPanel
from hooper.lifetime_value.verdict import Place

Floats = NDArray[np.float64]

_EVALUATIONS = 600
_MEMORY = 30  # steps of which the search remembers how the slope changed
_LEAST_GAIN = 1e-9  # share of the log-likelihood that a step of the search must bring
_DIFFERENCE = 1e-4  # in a coordinate, for the curvature
_NEWTON_STEPS = 20
_NEAR = 1e-4  # log-likelihood promised by one more Newton step at which the top is near
_ARRIVED = 1e-9  # and at which there is none
_LEAST_CURVATURE = 1e-6  # share of the largest that every direction is given, lest a step be endless


class Space(Protocol):
    """A box of points, from -REACH to `upper` in each coordinate, and what a panel says of them."""

    @property
    def panel(self) -> StandardisedPanel:
        """The panel."""
        ...

    @property
    def upper(self) -> Floats:
        """The upper edge of the box, shape `(n_parameters,)`."""
        ...

    def log_likelihood(self, point: Floats) -> tuple[float, Floats]:
        """Return the log-likelihood of all customers at `point` and its slope, shape `(n_parameters,)`."""
        ...

    def parameters(self, point: Floats) -> tuple[Floats, Floats]:
        """Return the parameters at `point` and how they move with it, as `SearchSpace` does."""
        ...


def climb(space: Space, start: Floats) -> Floats:
    """Return the top near `start`, shape `(n_parameters,)`, to a share of the height."""
    n_customers = space.panel.n_customers

    def depth(point: Floats) -> tuple[float, Floats]:
        height, slope = space.log_likelihood(point)
        return -height / n_customers, -slope / n_customers

    options = {"maxfun": _EVALUATIONS, "maxcor": _MEMORY, "ftol": _LEAST_GAIN, "gtol": 0.0}
    bounds = np.column_stack((np.full(start.size, -REACH), space.upper))
    found = minimize(depth, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    return np.asarray(found.x, dtype=np.float64)


def approach(space: Space, rehearsal: Space, top: Floats) -> Floats:
    """Return a point near the top of all customers, given that of the few of the rehearsal."""
    few, all_of_them = rehearsal.panel.n_customers, space.panel.n_customers
    place = _stepped(space, top, _curvature(rehearsal, top) * (all_of_them / few), _NEAR)
    is_near = _promise(place, _newton_step(place, space.upper)) < _NEAR
    return place.point if is_near else climb(space, place.point)


def sharpened(space: Space, point: Floats) -> Place:
    """Return the top itself by Newton steps from `point` with the curvature there."""
    curvature = _curvature(space, point)
    return _stepped(space, point, curvature, _ARRIVED)._replace(curvature=curvature)


def _stepped(space: Space, point: Floats, curvature: Floats, enough: float) -> Place:
    """Return where Newton steps lead that bring something, until one promises less than `enough`."""
    place = Place(point, *space.log_likelihood(point), curvature)
    for _ in range(_NEWTON_STEPS):
        step = _newton_step(place, space.upper)
        if _promise(place, step) < enough:
            break
        there = np.clip(place.point + step, -REACH, space.upper)
        height, slope = space.log_likelihood(there)
        if height <= place.height:
            break
        learned = _updated(place.curvature, there - place.point, place.slope - slope)
        place = Place(there, height, slope, learned)
    return place


def _updated(curvature: Floats, step: Floats, change: Floats) -> Floats:
    """Return the curvature that explains the change of the slope along the last step (BFGS)."""
    bent = curvature @ step
    if min(step @ change, step @ bent) <= 0.0:
        return curvature
    return curvature + np.outer(change, change) / (step @ change) - np.outer(bent, bent) / (step @ bent)


def _promise(place: Place, step: Floats) -> float:
    return float(step @ place.slope) / 2.0


def _newton_step(place: Place, upper: Floats) -> Floats:
    """Return the step to the top of the parabola, along the edges of the box at most."""
    outward = ((place.point >= upper) & (place.slope > 0.0)) | ((place.point <= -REACH) & (place.slope < 0.0))
    slope = np.where(outward, 0.0, place.slope)
    curvature = np.where(np.outer(~outward, ~outward), place.curvature, np.eye(slope.size))
    values, vectors = np.linalg.eigh(curvature)
    size = np.maximum(np.abs(values), _LEAST_CURVATURE * np.abs(values).max())
    return vectors @ (vectors.T @ slope / size)


def _curvature(space: Space, point: Floats) -> Floats:
    """Return minus the Hessian at `point`, shape `(n_parameters, n_parameters)`."""
    steps = _DIFFERENCE * np.eye(point.size)
    rows = [space.log_likelihood(point - step)[1] - space.log_likelihood(point + step)[1] for step in steps]
    difference = np.array(rows) / (2.0 * _DIFFERENCE)
    return (difference + difference.T) / 2.0
