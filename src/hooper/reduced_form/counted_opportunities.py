"""How many opportunities customers took, and which was the last, drawn without a log.

The law is that of the generator of the BG/BB with the traits integrated out: who has stayed j times leaves
before the next opportunity with gamma / (gamma + delta + j), and who took x of j buys at the next with
(alpha + x) / (alpha + beta + j). Source: Fader, Hardie and Shang (2010), Marketing Science 29(6).
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import REDUCED_FORM_PURCHASE
from hooper.foundation.random_words import uniforms, words

Numbers = NDArray[np.int64]


def beta_binomial_counts(
    alpha: float, beta: float, gamma: float, delta: float, opportunities: Numbers, key: tuple[int, int]
) -> tuple[Numbers, Numbers]:
    """Draw frequency and recency, both `(n,)`, of customers with so many `opportunities`, shape `(n,)`.

    Recency is the number of the last opportunity taken, 0 if there is none. `key` is (seed, replication);
    a larger population begins with the smaller one.

    >>> frequency, recency = beta_binomial_counts(1.204, 0.750, 0.657, 2.783, np.full(1000, 6), (1, 0))
    >>> int(frequency.sum()), int(recency.max())
    (2296, 6)
    """
    frequency, recency = np.zeros((2, opportunities.size), np.int64)
    there = np.flatnonzero(opportunities > 0)
    for j in range(int(opportunities.max(initial=0))):
        leave, buy, _, _ = uniforms(words(key, there, 0, j, REDUCED_FORM_PURCHASE))
        stays = leave >= gamma / (gamma + delta + j)
        there, buy = there[stays], buy[stays]
        buyers = there[buy < (alpha + frequency[there]) / (alpha + beta + j)]
        frequency[buyers] += 1
        recency[buyers] = j + 1
        there = there[opportunities[there] > j + 1]
    return frequency, recency
