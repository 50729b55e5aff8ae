"""The months of every customer: which there are, and the last purchase before each begins.

Months begin every 30.4 days, counted back from the end of the log, so that the last one begins at the end:
what is known there is what is known today. A purchase is the last one until the next comes, and for no
longer than `given_up_days`: somebody who has been silent for so long is no longer thought of as a customer.
So every purchase has a run of months, and nothing has to be looked up twice.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.purchases import Purchases

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class MonthRows:
    """The months of customers, sorted by customer and month; arrays of shape `(n,)`.

    `month` is the place of a month in `month_starts` (days since the origin), `purchase` that of the last
    purchase up to its beginning among the purchases, and `first` that of the customer's first one.
    """

    month_starts: Floats
    month: Places
    purchase: Places
    first: Places

    @property
    def start_days(self) -> Floats:
        """The day on which each month begins."""
        return self.month_starts[self.month]


def month_rows(purchases: Purchases, end_days: float, given_up_days: float) -> MonthRows:
    """Return the months of all customers up to `end_days`.

    >>> once = Purchases(np.array([7], np.uint64), np.array([0.0]), np.array([5.0]))
    >>> month_rows(once, end_days=70.0, given_up_days=45.0).start_days.tolist()
    [9.125, 39.5625]
    """
    begins = _month_starts(purchases, end_days)
    first = np.flatnonzero(purchases.is_first())
    runs_from = np.searchsorted(begins, purchases.time_days, side="left")
    until = np.searchsorted(begins, purchases.time_days + given_up_days, side="right")
    until[:-1] = np.where(purchases.is_first()[1:], until[:-1], np.minimum(until[:-1], runs_from[1:]))
    months = np.maximum(until - runs_from, 0)
    purchase = np.repeat(np.arange(months.size), months)
    in_run = np.arange(purchase.size) - np.repeat(np.cumsum(months) - months, months)
    of_customer = np.repeat(first, np.diff(np.append(first, months.size)))
    return MonthRows(begins, runs_from[purchase] + in_run, purchase, of_customer[purchase])


def _month_starts(purchases: Purchases, end_days: float) -> Floats:
    """Return the days on which months begin, from the first purchase of all on, the end as the last."""
    if not purchases.time_days.size:
        return np.empty(0)
    months = int((end_days - purchases.time_days.min()) // DAYS_PER_MONTH)
    return end_days - DAYS_PER_MONTH * np.arange(months, -1, -1, dtype=np.float64)
