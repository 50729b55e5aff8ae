"""The end of a search: the top itself, whether to trust it, and the errors of the parameters there."""

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.hidden_markov.search import Space, sharpened
from hooper.lifetime_value.hidden_markov.search_coordinates import REACH
from hooper.lifetime_value.verdict import Optimum, Place, covariance, judge

Floats = NDArray[np.float64]


def optimum_at(
    space: Space, found: Floats, begun: Floats, names: tuple[str, ...], heights: Floats
) -> Optimum:
    """Return the top near `found` with its verdict.

    `begun` are the starts, shape `(n_starts, n_parameters)`, `heights` the log-likelihoods to which each
    led, shape `(n_starts,)`.
    """
    top = sharpened(space, found)
    edges = np.full(found.size, -REACH), space.upper
    status, reason = judge(top, edges, begun, names)
    parameters, jacobian = space.parameters(top.point)
    return Optimum(
        parameters=parameters,
        log_likelihood=top.height,
        log_covariance=_covariance(top, (top.point <= edges[0]) | (top.point >= edges[1]), jacobian),
        gradient_norm=float(np.abs(top.slope).max()) / space.panel.n_customers,
        hessian_condition=float(np.linalg.cond(top.curvature)),
        n_starts=len(begun),
        spread_of_optima=float(np.ptp(heights)),
        status=status,
        reason=reason,
    )


def _covariance(top: Place, is_edge: NDArray[np.bool_], jacobian: Floats) -> Floats:
    """Return the covariance of the parameters, given those at an edge or not fixed, which have nan.

    A state that nobody leaves, or in which nobody buys, is no accident but what a lost customer looks like.
    """
    is_fixed = _is_fixed(top.curvature, ~is_edge)
    fixed = np.flatnonzero(is_fixed)
    of_point = np.zeros(top.curvature.shape)
    of_point[np.ix_(fixed, fixed)] = covariance(top.curvature[np.ix_(fixed, fixed)])
    of_parameters = jacobian @ of_point @ jacobian.T
    of_parameters[~is_fixed], of_parameters[:, ~is_fixed] = np.nan, np.nan
    return of_parameters


def _is_fixed(curvature: Floats, is_free: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which free coordinates are left without those along which there is no top, the worst first."""
    is_fixed = is_free.copy()
    while is_fixed.any():
        fixed = np.flatnonzero(is_fixed)
        values, vectors = np.linalg.eigh(curvature[np.ix_(fixed, fixed)])
        if values[0] > 0.0:
            break
        is_fixed[fixed[np.abs(vectors[:, 0]).argmax()]] = False
    return is_fixed
