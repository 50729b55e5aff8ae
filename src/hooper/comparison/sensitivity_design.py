"""Where in the ranges of its parameters a world is tried, and which pairs of points differ in one of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class SensitivityDesign:
    """The points of a design, and its steps.

    `levels` has shape `(n_points, n_parameters)`: 0 is the low end of a parameter's range, 1 the high end.
    `steps` has shape `(n_parameters, n_steps, 2)`: pairs of points between which that parameter alone moves.
    The first `n_spread` points are spread over the ranges alike, so that shares of them are shares of worlds.
    """

    levels: NDArray[np.float64]
    steps: NDArray[np.int64]
    n_spread: int
