"""What hazards by cause come to over time: who is still there, and who has left for which cause.

With the hazards h_k(t) of period t and S(0) = 1 (Kalbfleisch and Prentice 1980, chapter 7):

    S(t) = S(t - 1) * (1 - sum of h_k(t)),    F_k(t) = F_k(t - 1) + S(t - 1) * h_k(t)

so that S and all F_k always add up to 1.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def survival(hazards: Floats) -> Floats:
    """Return the chance to be there after each period, shape `(..., n_periods)`.

    `hazards`, shape `(..., n_periods, n_causes)`, are those of the periods 1, 2, ... in order.
    """
    return np.cumprod(1.0 - hazards.sum(axis=-1), axis=-1)


def cumulative_incidence(hazards: Floats) -> Floats:
    """Return the chance to have left for each cause by the end of each period, in the shape of `hazards`.

    >>> cumulative_incidence(np.array([[0.2, 0.3], [0.5, 0.1]])).tolist()
    [[0.2, 0.3], [0.45, 0.35]]
    """
    there = survival(hazards)
    before = np.concatenate((np.ones_like(there[..., :1]), there[..., :-1]), axis=-1)
    return np.cumsum(before[..., np.newaxis] * hazards, axis=-2)
