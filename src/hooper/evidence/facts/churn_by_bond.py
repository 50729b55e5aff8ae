"""Churn of frequent buyers with a weak bond over that of frequent buyers with a strong one.

Bonds are weak and strong by the thirds of all who are there, and frequent is who bought at least the median.
"""

import numpy as np
from numpy.typing import NDArray


def weak_over_strong(
    bond: NDArray[np.floating], bought: NDArray[np.integer], left: NDArray[np.bool_]
) -> float:
    """Return the ratio for customers who were there at first; all arrays are `(n,)`.

    >>> bond, left = np.array([0.1, 0.1, 0.5, 0.5, 0.9, 0.9]), np.array([1, 1, 0, 0, 1, 0]) > 0
    >>> weak_over_strong(bond, np.ones(6, int), left)
    2.0
    """
    frequent = bought >= np.median(bought)
    weak, strong = np.quantile(bond, [1 / 3, 2 / 3])
    return float(left[frequent & (bond < weak)].mean() / left[frequent & (bond > strong)].mean())
