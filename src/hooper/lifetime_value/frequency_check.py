"""Frequency check: how many customers should have bought again 0, 1, 2, ... times by the cut.

Source: Fader and Hardie (2007), Creating a fit histogram for the BG/NBD model, brucehardie.com/notes/014.
Customers have been seen for different times, so that the expected number is a sum over them:

    sum over the customers of P(X(T) = k)

with P(X(T) = k) the probability that somebody of whom nothing is known buys again k times within T.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value.entries import entries_by_day
from hooper.lifetime_value.model_kinds import Parameters

Floats = NDArray[np.float64]
CountProbabilities = Callable[[Parameters, ArrayLike, int], Floats]
"""`(parameters, times, highest)` gives P(0), ..., P(highest) of a new customer, `(n_times, highest + 1)`."""


def expected_frequencies(
    count_probabilities: CountProbabilities,
    parameters: Parameters,
    summary: CustomerSummary,
    highest: int = 7,
) -> Floats:
    """Return how many customers are expected with 0, 1, ... repeat purchases, shape `(highest + 1,)`.

    The last are those with `highest` or more; the sum is the number of customers. The actual numbers are
    `by_frequency(summary, highest).customers`.
    """
    entries = entries_by_day(summary)
    ages = (summary.cut_days - entries.time_days) / summary.unit_days
    below = entries.customers @ count_probabilities(parameters, ages, highest - 1)
    return np.append(below, summary.n_customers - below.sum())
