"""Rank correlation: whether two columns order the customers alike, whatever their units.

Source: Spearman (1904), The American Journal of Psychology 15(1).
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.mean_ranks import mean_ranks


def rank_correlation(first: NDArray[np.float64], second: NDArray[np.float64]) -> float | None:
    """Return Spearman's rank correlation, ties at their mean rank; None if either is constant.

    >>> rank_correlation(np.array([1.0, 2.0, 3.0]), np.array([1.0, 4.0, 9.0]))
    1.0
    """
    ranks = np.stack((mean_ranks(first), mean_ranks(second)))
    centred = ranks - ranks.mean(axis=1, keepdims=True)
    scale = float(np.sqrt((centred[0] @ centred[0]) * (centred[1] @ centred[1])))
    return float(centred[0] @ centred[1]) / scale if scale else None
