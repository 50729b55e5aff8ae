"""Ranks of whole numbers, such as days and purchases: counted and not sorted, which is many times faster."""

import numpy as np
from numpy.typing import NDArray


def whole_number_ranks(values: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the percentile ranks in (0, 1) of whole numbers from 0 on, shape `(n,)`, as `percentile_ranks`.

    Their mean is 0.5, and ties share the mean of their ranks. Memory grows with the largest number.

    >>> whole_number_ranks(np.array([5, 0, 1, 5])).tolist()
    [0.75, 0.125, 0.375, 0.75]
    """
    size = np.bincount(values)
    return ((np.cumsum(size) - size / 2.0) / max(1, values.size))[values]
