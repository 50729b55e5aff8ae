"""Cumulants of a branching process with one immigrant a period.

Each of N customers stands for X of the next period, independently of the others, so that the cumulants
obey `K(t, s) = s + K(t - 1, log E[e^(s X)])` (Harris 1963, The theory of branching processes).
"""

import numpy as np
from numpy.typing import NDArray


def cumulants_of_one(leave: float, bring: float) -> NDArray[np.float64]:
    """Return the first four cumulants of what a customer stands for in the next period, shape `(4,)`.

    >>> cumulants_of_one(0.1, 0.0).round(6).tolist()
    [0.9, 0.09, -0.072, 0.0414]
    """
    chances = np.array([leave, 1.0 - leave - bring, bring])
    count = np.arange(3.0)
    mean = chances @ count
    second, third, fourth = (chances @ (count - mean) ** power for power in (2, 3, 4))
    return np.array([mean, second, third, fourth - 3.0 * second**2])


def cumulants_of_content(leave: float, bring: float, months: int) -> NDArray[np.float64]:
    """Return the first four cumulants of a bucket's content in a month, counted from 1, shape `(4,)`.

    A customer is bought each month. The cumulants of a sum of N are those of N, put through the cumulants
    of one (the chain rule of `log E[e^(s X)]`, written out).

    >>> cumulants_of_content(0.2, 0.0, months=4)[0].round(3).item()
    2.952
    """
    c1, c2, c3, c4 = cumulants_of_one(leave, bring)
    content = np.array([1.0, 0.0, 0.0, 0.0])
    chain = np.array(
        [
            [c1, 0.0, 0.0, 0.0],
            [c2, c1**2, 0.0, 0.0],
            [c3, 3.0 * c1 * c2, c1**3, 0.0],
            [c4, 3.0 * c2**2 + 4.0 * c1 * c3, 6.0 * c1**2 * c2, c1**4],
        ]
    )
    for _ in range(months - 1):
        content = chain @ content + np.array([1.0, 0.0, 0.0, 0.0])
    return content
