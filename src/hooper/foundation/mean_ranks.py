"""Ranks of values among each other, with ties at the mean of their ranks."""

import numpy as np
from numpy.typing import NDArray


def mean_ranks(values: NDArray[np.number]) -> NDArray[np.float64]:
    """Return the ranks of the values from 1 on, shape `(n,)`; ties share the mean of their ranks.

    >>> mean_ranks(np.array([5.0, 1.0, 5.0])).tolist()
    [2.5, 1.0, 2.5]
    """
    _, group, size = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(size)
    return (last - (size - 1) / 2.0)[group]


def percentile_ranks(values: NDArray[np.number]) -> NDArray[np.float64]:
    """Return the percentile ranks in (0, 1) of the values that are known, nan of the others, shape `(n,)`.

    Their mean is 0.5, and ties share the mean of their ranks.

    >>> percentile_ranks(np.array([5.0, np.nan, 1.0])).tolist()
    [0.75, nan, 0.25]
    """
    ranks, known = np.full(values.size, np.nan), ~np.isnan(values)
    ranks[known] = (mean_ranks(values[known]) - 0.5) / max(1, np.count_nonzero(known))
    return ranks
