"""How far two partitions of the same things agree, beyond what chance alone would give.

    ARI = (sum_ij C(n_ij, 2) - E) / ((sum_i C(a_i, 2) + sum_j C(b_j, 2)) / 2 - E),
    E = sum_i C(a_i, 2) sum_j C(b_j, 2) / C(n, 2),

with n_ij the things in class i of the first and j of the second, a_i and b_j their sums. It is 1 if the
classes are the same up to their names, 0 on average for classes by lot, and may be below zero.

Source: Hubert and Arabie (1985), Journal of Classification 2, 193-218.
"""

import numpy as np
from numpy.typing import NDArray


def adjusted_rand_index(first: NDArray[np.integer], second: NDArray[np.integer]) -> float:
    """Return the index of two partitions given as class numbers, each of shape `(n,)`.

    Where neither could differ (all things apart in both, or all together) it is 1.

    >>> adjusted_rand_index(np.array([0, 0, 1, 1]), np.array([5, 5, 2, 2]))
    1.0
    >>> round(adjusted_rand_index(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 2])), 3)
    0.571
    """
    _, rows = np.unique(first, return_inverse=True)
    _, columns = np.unique(second, return_inverse=True)
    _, together = np.unique(rows * (columns.max(initial=0) + 1) + columns, return_counts=True)
    both, by_row, by_column = (_pairs(count) for count in (together, np.bincount(rows), np.bincount(columns)))
    expected = by_row * by_column / max(_pairs(np.array([rows.size])), 1.0)
    largest = (by_row + by_column) / 2.0
    return 1.0 if largest == expected else (both - expected) / (largest - expected)


def _pairs(counts: NDArray[np.integer]) -> float:
    """Return in how many ways two things of one class can be taken, all classes together."""
    return float((counts * (counts - 1) // 2).sum())
