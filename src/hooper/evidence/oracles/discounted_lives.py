"""What lives of geometric length are worth beyond the present period, at a margin of 1 and a discount rate.

Who stays with the chance r lives T periods, and pays in T - 1 to come: `w = (v + ... + v^(T - 1))`, with
`v = 1 / (1 + d)`. That is `(1 - v^(T - 1)) / d`, and `E[z^(T - 1)] = (1 - r) / (1 - r z)` gives its moments.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


def worth(tenure_periods: NDArray[np.int64], rate_per_period: float) -> NDArray[np.float64]:
    """Return what lives are worth, by how many periods they last, shape `(n,)`.

    >>> worth(np.array([1, 2, 3]), rate_per_period=0.25).round(9).tolist()
    [0.0, 0.8, 1.44]
    """
    paid = 1.0 - np.power(1.0 + rate_per_period, 1.0 - tenure_periods)
    return np.asarray(paid / rate_per_period, dtype=np.float64)


@dataclass(frozen=True)
class Worth:
    """The mean and the variance of what a life is worth with one retention and discount rate a period."""

    retention: float
    rate_per_period: float

    def _mean_power(self, base: float) -> float:
        return (1.0 - self.retention) / (1.0 - self.retention * base)

    @property
    def mean(self) -> float:
        """The margin multiplier.

        >>> round(Worth(0.8, 0.1).mean, 4)
        2.6667
        """
        return (1.0 - self._mean_power(1.0 / (1.0 + self.rate_per_period))) / self.rate_per_period

    @property
    def variance(self) -> float:
        """How far lives stray from it."""
        v = 1.0 / (1.0 + self.rate_per_period)
        return (self._mean_power(v * v) - self._mean_power(v) ** 2) / self.rate_per_period**2
