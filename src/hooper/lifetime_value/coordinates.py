"""Where parameters stand in a search: a positive one as its logarithm, one of either sign as it is."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.verdict import Place

Floats = NDArray[np.float64]

REACH = 14.0  # how far a coordinate may move from its scale: for a logarithm a factor of a million either way


@dataclass(frozen=True)
class Coordinates:
    """The coordinates of the parameters `names`, in units of `scale`, shape `(n_parameters,)`.

    The coordinate of a parameter is `log(parameter / scale)`, or `parameter / scale` for those that
    `real_valued` names.
    """

    names: tuple[str, ...]
    scale: Floats
    real_valued: frozenset[str] = frozenset()

    @cached_property
    def is_log(self) -> NDArray[np.bool_]:
        """Which coordinates are logarithms, shape `(n_parameters,)`."""
        return np.array([name not in self.real_valued for name in self.names])

    @cached_property
    def _is_upper(self) -> NDArray[np.bool_]:
        return np.tri(len(self.names), dtype=np.bool_).T

    def point(self, values: Floats) -> Floats:
        """Return the coordinates of parameters in units of the scale; the last axis holds the parameters.

        >>> Coordinates(("rate",), np.array([7.0])).point(np.array([1.0])).tolist()
        [0.0]
        """
        return np.log(values, out=np.array(values, dtype=np.float64), where=self.is_log)

    def parameters(self, point: Floats) -> Floats:
        """Return the parameters at `point`, shape `(n_parameters,)`."""
        return self.scale * np.exp(point, out=point.copy(), where=self.is_log)

    def place(self, point: Floats, height: float, gradient: Floats, hessian: Floats) -> Place:
        """Return the place at `point`, from slope and curvature there in the parameters themselves.

        Of `hessian`, shape `(n_parameters, n_parameters)`, the upper triangle is read.
        """
        per_coordinate = np.where(self.is_log, self.parameters(point), self.scale)
        slope = gradient * per_coordinate
        full = np.where(self._is_upper, hessian, hessian.T)
        curvature = -full * np.outer(per_coordinate, per_coordinate)
        curvature.flat[:: point.size + 1] -= np.where(self.is_log, slope, 0.0)
        return Place(point, height, slope, curvature)

    def in_units(self, covariance: Floats) -> Floats:
        """Return a covariance of coordinates as that of log-parameters, and of the others themselves."""
        unit = np.where(self.is_log, 1.0, self.scale)
        return covariance * np.outer(unit, unit)
