"""How many opportunities somebody takes who may leave before any of them: probabilities of 0, 1, 2, ...

Source: Fader, Hardie and Shang (2010), Marketing Science 29(6), equation 7, in the order in which it
happens: whoever leaves before an opportunity keeps what they have, the others are carried on to the next.
Every term is positive.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def count_probabilities(alpha: Floats, beta: Floats, gamma: Floats, delta: Floats, steps: int) -> Floats:
    """Return the probabilities of taking 0, 1, ... of the next `steps` opportunities.

    The shapes are those of somebody there, each of shape `(n,)`; the result has shape `(n, steps + 1)`.

    >>> one = np.ones(1)
    >>> count_probabilities(one, one, one, one, 1).tolist()  # stays with 1/2, then buys with 1/2
    [[0.75, 0.25]]
    """
    alpha, beta, gamma, delta = (shape[:, np.newaxis] for shape in (alpha, beta, gamma, delta))
    left, there = np.zeros((2, alpha.size, steps + 1))
    there[:, 0] = 1.0
    for j in range(steps):
        x = np.arange(j + 1)
        left += there * (gamma / (gamma + delta + j))
        there *= (delta + j) / (gamma + delta + j)
        buying = there[:, x] * (alpha + x) / (alpha + beta + j)
        there[:, x] *= (beta + j - x) / (alpha + beta + j)
        there[:, x + 1] += buying
    return left + there
