"""How far the chances to move are fixed by so many customers: a bootstrap over customers.

Customers are drawn anew with all of their path, since one customer's moves hang together. A customer is drawn
as often as a Poisson variate of mean one says. For many customers that is drawing with replacement, and it
hangs on the seed, the customer and the replication alone: whoever else there is, and in whatever order.
Sources: Efron and Tibshirani (1993), An introduction to the bootstrap; Hanley and MacGibbon (2006), Creating
non-parametric bootstrap samples using Poisson frequencies, Computer Methods and Programs in Biomedicine 83:
57-62.
"""

from math import factorial
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import CUSTOMERS_DRAWN
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.random_words import customer_words, uniforms
from hooper.segmentation.segment_migration import shares_of_rows
from hooper.segmentation.segment_paths import NOT_YET, SegmentPaths

Floats = NDArray[np.float64]

_LOW, _HIGH = 0.025, 0.975
_AT_MOST: Final = np.cumsum([np.exp(-1.0) / factorial(k) for k in range(13)])  # beyond: one in 10^10


class ChanceIntervals(NamedTuple):
    """Ends of 95 % intervals of the chances to move, each of shape `(K, K)`."""

    low: Floats
    high: Floats


def migration_intervals(paths: SegmentPaths, seed: int, n_replications: int) -> ChanceIntervals:
    """Return the intervals of the chances to move along the paths.

    A replication in which nobody of a segment is drawn counts below every low end and above every high end
    of its row; rows of segments that nobody was in are nan. Raises InputError without replications.
    """
    if n_replications < 1:
        raise InputError([Fault("n_replications", f"is {n_replications}", "give 1 or more, 200 as a rule")])
    n_labels = len(paths.labels)
    customer, period = np.nonzero(paths.code[:, :-1] != NOT_YET)
    move = paths.code[customer, period] * n_labels + paths.code[customer, period + 1]
    drawn = np.empty((n_replications, n_labels, n_labels))
    for number in range(n_replications):
        times = times_drawn(paths.customer_id, seed, number)
        counts = np.bincount(move, times[customer], n_labels**2)
        drawn[number] = shares_of_rows(counts.reshape(n_labels, n_labels))
    is_known = np.isin(np.arange(n_labels), move // n_labels)[:, np.newaxis]
    low = np.quantile(np.nan_to_num(drawn, nan=0.0), _LOW, axis=0, method="inverted_cdf")
    high = np.quantile(np.nan_to_num(drawn, nan=1.0), _HIGH, axis=0, method="inverted_cdf")
    return ChanceIntervals(np.where(is_known, low, np.nan), np.where(is_known, high, np.nan))


def times_drawn(customer_id: NDArray[np.uint64], seed: int, replication: int) -> Floats:
    """Return how often each customer is drawn in a replication, shape `(n,)`: Poisson with mean one.

    >>> times_drawn(np.arange(8, dtype=np.uint64), seed=1, replication=0).size
    8
    """
    words = customer_words((seed, 0), customer_id, replication, CUSTOMERS_DRAWN)[0]
    return np.searchsorted(_AT_MOST, uniforms(words), side="right").astype(np.float64)
