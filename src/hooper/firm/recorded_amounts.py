"""Amounts as they are written down: near what was paid, and the same on every machine."""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.foundation.random_words import normal_pair
from hooper.mechanisms.lognormal_variate import lognormal_with_mean_one


@compiled
def recorded_amounts(
    amounts: NDArray[np.float64], words: NDArray[np.uint32], log_sd: np.float32
) -> NDArray[np.float64]:
    """Return amounts times a lognormal factor with mean 1, shape `(n,)`; `words` are two each, `(2, n)`.

    >>> recorded_amounts(np.array([9.5]), np.array([[7], [8]], np.uint32), np.float32(0.0))
    array([9.5])
    """
    written = np.empty(amounts.size)
    for k in range(amounts.size):
        normal, _ = normal_pair(words[0, k], words[1, k])
        written[k] = amounts[k] * np.float64(lognormal_with_mean_one(log_sd, normal))
    return written
