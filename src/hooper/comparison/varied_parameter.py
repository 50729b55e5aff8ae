"""A parameter that is varied to see what hangs on it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class VariedParameter:
    """A parameter with the value that it has in the world, and the range that it is varied over."""

    key: str
    value: float
    low: float
    high: float

    def at(self, levels: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return values from levels: 0 is the low end of the range, 1 the high end.

        >>> VariedParameter("economics.margin", 0.3, 0.2, 0.4).at(np.array([0.0, 0.5, 1.0])).round(6).tolist()
        [0.2, 0.3, 0.4]
        """
        return self.low * (1.0 - levels) + self.high * levels
