"""The adjusted Rand index: how far two partitions of the same things agree, beyond what chance would do.

With a the number of pairs that are together in both, b and c those in the one and in the other, and t all:

    index = (a - b c / t) / ((b + c) / 2 - b c / t)

It is 1 for equal partitions, 0 on average for independent ones of the same sizes, and may be below zero.
Source: Hubert and Arabie (1985), Comparing partitions, Journal of Classification 2(1).
"""

import numpy as np
from numpy.typing import NDArray


def adjusted_rand_index(first: NDArray[np.int64], second: NDArray[np.int64]) -> float:
    """Return the index of two partitions: labels from 0 on of the same things, shape `(n,)` each.

    Names of labels do not count, only who is together with whom. Two partitions that both put everything
    together, or both everything apart, are equal: 1.

    >>> adjusted_rand_index(np.array([0, 0, 1, 2]), np.array([0, 0, 1, 1]))
    0.5714285714285714
    """
    of_second = int(second.max(initial=0)) + 1
    together = _pairs(np.bincount(first * of_second + second))
    in_first, in_second = _pairs(np.bincount(first)), _pairs(np.bincount(second))
    all_pairs = first.size * (first.size - 1) // 2
    # In whole numbers, which are exact however many things there are.
    by_chance = 2 * in_first * in_second
    possible = all_pairs * (in_first + in_second) - by_chance
    return (2 * all_pairs * together - by_chance) / possible if possible else 1.0


def _pairs(counts: NDArray[np.int64]) -> int:
    """Return how many pairs are together in groups of these sizes."""
    return int((counts * (counts - 1) // 2).sum())
