"""Repeat purchases of a cohort: how they add up over time, and how they are spread over customers."""

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.history.observed import Observed
from hooper.history.purchases import merge_same_day


def cumulative_repeat_purchases(
    observed: Observed, until_days: float, step_days: float = 7.0
) -> NDArray[np.int64]:
    """Return the repeat purchases up to the end of each step, from 0, shape `(until / step + 1,)`.

    Purchases of one customer on one calendar day count as one; a customer's first does not count.
    """
    purchases = merge_same_day(observed)
    days = np.floor(purchases.time_days[~purchases.is_first()])
    steps = np.arange(0.0, until_days + step_days / 2.0, step_days)
    return np.searchsorted(np.sort(days), steps, side="left")


def repeat_distribution(summary: CustomerSummary, highest: int = 7) -> NDArray[np.float64]:
    """Return the shares of customers with 0, 1, ... repeat purchases, the last for `highest` or more.

    Shape `(highest + 1,)`; the shares sum to 1.
    """
    counts = np.bincount(np.minimum(summary.frequency, highest), minlength=highest + 1)
    return counts / summary.n_customers
