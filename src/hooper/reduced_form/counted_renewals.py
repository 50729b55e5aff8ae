"""How many customers are left after every renewal, drawn from a model's survival without a log."""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import REDUCED_FORM_TRAITS
from hooper.foundation.random_words import uniforms, words

Floats = NDArray[np.float64]


def renewal_counts(
    survival: Floats, n_customers: int, key: tuple[int, int], cohort: int
) -> NDArray[np.int64]:
    """Draw how many of `n_customers` are there after 0, 1, ... renewals, shape as `survival`.

    `survival[t]` is the probability to make t renewals at least: 1 for t = 0, and falling. `key` is
    (seed, replication); cohorts with different numbers are independent.

    >>> renewal_counts(np.array([1.0, 0.5, 0.4]), 1000, (1, 0), cohort=0).tolist()
    [1000, 501, 401]
    """
    luck = uniforms(words(key, np.arange(n_customers), 0, cohort, REDUCED_FORM_TRAITS))[0]
    # Whoever has less luck than S(t) is there after t: the luck sorted, each S(t) finds their number.
    return np.searchsorted(np.sort(luck), survival, side="left").astype(np.int64)
