"""The customers of Fader and Hardie (2007) by tenure, and cohorts made from lists of counts."""

import numpy as np

from hooper.history.survivors import Survivors


def cohorts(*counts):
    columns = tuple(np.array(column, dtype=np.int64) for column in counts)
    return Survivors(tuple(str(number) for number in range(len(columns))), columns)


HIGH_END = cohorts([1000, 869, 743, 653, 593, 551, 517, 491])
REGULAR = cohorts([1000, 631, 468, 382, 326, 289, 262, 241])
FOUR_COHORTS = cohorts(*([10_000, 8000, 6480, 5307, 4391][:tenures] for tenures in (5, 4, 3, 2)))


def plain_log_likelihood(survival, survivors):
    """The likelihood as the papers have it: who leaves at t counts log(S(t - 1) - S(t)), who stays log S."""
    total = 0.0
    for counts in survivors.customers:
        for t in range(1, counts.size):
            total += (counts[t - 1] - counts[t]) * np.log(survival(t - 1) - survival(t))
        total += counts[-1] * np.log(survival(counts.size - 1))
    return total
