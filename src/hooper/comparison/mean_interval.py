"""A mean over replications with its t interval, which is not computable from fewer than two."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit


@dataclass(frozen=True)
class MeanInterval:
    """The mean of the values that there are, with its interval; None is "not computable"."""

    mean: float | None
    low: float | None
    high: float | None

    @property
    def leaves_zero(self) -> bool:
        """Whether the interval lies on one side of zero."""
        return self.low is not None and self.high is not None and (self.low > 0.0 or self.high < 0.0)


def mean_interval(values: NDArray[np.float64], level: float = 0.95) -> MeanInterval:
    """Return the mean of values over replications, `(n,)`, with its t interval; nan is no value.

    >>> mean_interval(np.array([1.0, 3.0, np.nan])).mean, mean_interval(np.array([1.0])).low
    (2.0, None)
    """
    there = values[np.isfinite(values)]
    if not there.size:
        return MeanInterval(None, None, None)
    mean = float(there.mean())
    if there.size == 1:
        return MeanInterval(mean, None, None)
    error = float(there.std(ddof=1)) / np.sqrt(there.size)
    half_width = float(error * stdtrit(there.size - 1, 0.5 + level / 2.0))
    return MeanInterval(mean, mean - half_width, mean + half_width)
