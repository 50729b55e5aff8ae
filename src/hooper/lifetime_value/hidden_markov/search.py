"""The highest point of the likelihood, by a quasi-Newton search and a few Newton steps at its end.

Source: Byrd, Lu, Nocedal and Zhu (1995), A limited memory algorithm for bound constrained optimization,
SIAM Journal on Scientific Computing 16(5): 1190-1208. Its end is sharpened by the curvature there, which
the errors of the parameters need anyway: central differences of the exact slope.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from hooper.lifetime_value.hidden_markov.search_coordinates import REACH, SearchSpace
from hooper.lifetime_value.verdict import Place

Floats = NDArray[np.float64]

_EVALUATIONS = 600
_MEMORY = 30  # steps of which the search remembers how the slope changed
_LEAST_GAIN = 1e-9  # share of the log-likelihood that a step of the search must bring
_DIFFERENCE = 1e-4  # in a coordinate, for the curvature
_NEWTON_STEPS = 20
_ARRIVED = 1e-9  # log-likelihood promised by one more Newton step at which there is none
_LEAST_CURVATURE = 1e-6  # share of the largest that every direction is given, lest a step be endless


def climb(space: SearchSpace, start: Floats) -> Floats:
    """Return the top near `start`, shape `(n_parameters,)`, to a share of the height."""
    n_customers = space.panel.n_customers

    def depth(point: Floats) -> tuple[float, Floats]:
        height, slope = space.log_likelihood(point)
        return -height / n_customers, -slope / n_customers

    options = {"maxfun": _EVALUATIONS, "maxcor": _MEMORY, "ftol": _LEAST_GAIN, "gtol": 0.0}
    bounds = np.column_stack((np.full(start.size, -REACH), space.upper))
    found = minimize(depth, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    return np.asarray(found.x, dtype=np.float64)


def sharpened(space: SearchSpace, point: Floats) -> Place:
    """Return the top itself by Newton steps from `point` with the curvature there."""
    curvature = _curvature(space, point)
    place = Place(point, *space.log_likelihood(point), curvature)
    for _ in range(_NEWTON_STEPS):
        step = _newton_step(place, space.upper)
        if step @ place.slope / 2.0 < _ARRIVED:
            break
        there = np.clip(place.point + step, -REACH, space.upper)
        height, slope = space.log_likelihood(there)
        if height <= place.height:
            break
        place = Place(there, height, slope, curvature)
    return place


def _newton_step(place: Place, upper: Floats) -> Floats:
    """Return the step to the top of the parabola, along the edges of the box at most."""
    outward = ((place.point >= upper) & (place.slope > 0.0)) | ((place.point <= -REACH) & (place.slope < 0.0))
    slope = np.where(outward, 0.0, place.slope)
    curvature = np.where(np.outer(~outward, ~outward), place.curvature, np.eye(slope.size))
    values, vectors = np.linalg.eigh(curvature)
    size = np.maximum(np.abs(values), _LEAST_CURVATURE * np.abs(values).max())
    return vectors @ (vectors.T @ slope / size)


def _curvature(space: SearchSpace, point: Floats) -> Floats:
    """Return minus the Hessian at `point`, shape `(n_parameters, n_parameters)`."""
    steps = _DIFFERENCE * np.eye(point.size)
    rows = [space.log_likelihood(point - step)[1] - space.log_likelihood(point + step)[1] for step in steps]
    difference = np.array(rows) / (2.0 * _DIFFERENCE)
    return (difference + difference.T) / 2.0
