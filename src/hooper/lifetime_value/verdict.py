"""Whether to trust the point at which a search ended, and what it says of the errors of the parameters."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Status = Literal["ok", "boundary", "flat", "failed"]

_CONVERGED = 1e-6  # log-likelihood promised by one more Newton step at which a top still counts as one
_UNFIXED = 5.0  # standard error of a log-parameter (a factor of 150) from which the data do not fix it
_SHARE_OF_DIRECTION = 0.3
_SAME = 1e-8


class Place(NamedTuple):
    """A point of the search; height, slope and curvature (minus the Hessian) of the log-likelihood."""

    point: Floats
    height: float
    slope: Floats
    curvature: Floats


@dataclass(frozen=True)
class Optimum:
    """The best point found, in natural parameters, with the covariance of the log-parameters.

    The covariance is that of the parameter itself where one may be below zero.
    """

    parameters: Floats
    log_likelihood: float
    log_covariance: Floats
    gradient_norm: float
    hessian_condition: float
    n_starts: int
    spread_of_optima: float
    status: Status
    reason: str


def judge(
    top: Place, edges: tuple[Floats, Floats], begun: Floats, names: tuple[str, ...]
) -> tuple[Status, str]:
    """Return the status of a search that ended at `top`, and the reason in words.

    `edges` are the lowest and the highest point of the box that was searched, both `(n_parameters,)`,
    `begun` the starts, `(n_starts, n_parameters)`.
    """
    low, high = edges
    edge = (top.point <= low + _SAME) | (top.point >= high - _SAME)
    values, vectors = np.linalg.eigh(top.curvature)
    if edge.any():
        which = _which(names, edge)
        return "boundary", f"the likelihood keeps rising as {which} goes to the edge of the search"
    level = values < _UNFIXED**-2
    if level.any():
        loose = np.abs(vectors[:, level]).max(axis=1) > _SHARE_OF_DIRECTION
        return "flat", f"the data do not fix {_which(names, loose)}: the likelihood hardly changes with it"
    if np.abs(top.point - begun).max(axis=1).min() < _SAME:
        return "failed", "the search never left its start"
    promise = float(top.slope @ np.linalg.solve(top.curvature, top.slope)) / 2.0
    if promise > _CONVERGED:
        return "failed", f"no top was reached: one more step promises {promise:.2g} in log-likelihood"
    return "ok", "the likelihood has its top here and is curved in every direction"


def covariance(curvature: Floats) -> Floats:
    """Return the inverse of the curvature at a top, and nan where there is none, same shape."""
    is_top = np.linalg.eigvalsh(curvature)[0] > 0.0
    inverse = np.linalg.inv(curvature) if is_top else np.full_like(curvature, np.nan)
    return np.asarray(inverse, dtype=np.float64)


def condition(curvature: Floats) -> float:
    """Return the largest by the smallest of the sizes of all curvatures, infinite where one is level."""
    size = np.abs(np.linalg.eigvalsh(curvature))
    return float(size.max() / size.min()) if size.min() > 0.0 else float("inf")


def _which(names: tuple[str, ...], chosen: NDArray[np.bool_]) -> str:
    return " and ".join(name for name, taken in zip(names, chosen, strict=True) if taken)
