"""How far two partitions of the same customers agree beyond chance, whatever the parts are called.

With n_ij customers in part i of the one and part j of the other, and sums a_i and b_j:

    index = (sum C(n_ij, 2) - E) / ((sum C(a_i, 2) + sum C(b_j, 2)) / 2 - E)
    E     = sum C(a_i, 2) sum C(b_j, 2) / C(n, 2)

It is 1 for equal partitions, 0 on average for partitions at random with parts of these sizes.
Source: Hubert and Arabie (1985), Comparing partitions, Journal of Classification 2: 193-218.
"""

from fractions import Fraction
from math import comb

import numpy as np
from numpy.typing import NDArray


def adjusted_rand_index(counts: NDArray[np.int64]) -> float:
    """Return the index of a table of counts, a row a part of the one partition, a column one of the other.

    It is exact but for one division. Where both have one part, or only parts of one customer, they are equal,
    and the index is 1.

    >>> round(adjusted_rand_index(np.array([[2, 0, 0], [0, 1, 1]])), 3)
    0.571
    """
    together = _pairs(counts.ravel())
    of_rows, of_columns = _pairs(counts.sum(axis=1)), _pairs(counts.sum(axis=0))
    everybody = max(_pairs(np.array([counts.sum()])), 1)
    by_chance = Fraction(of_rows * of_columns, everybody)
    most = Fraction(of_rows + of_columns, 2)
    return 1.0 if most == by_chance else float((together - by_chance) / (most - by_chance))


def _pairs(counts: NDArray[np.int64]) -> int:
    return sum(comb(count, 2) for count in counts.tolist())
