"""The purchases of a log with those of one customer on one calendar day merged: what every summary counts."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.history.observed import Observed


@dataclass(frozen=True)
class Purchases:
    """Merged purchases sorted by (customer_id, time_days); arrays of shape `(n_purchases,)`.

    A merged purchase takes the time of the first of its day and the sum of the amounts.
    """

    customer_id: NDArray[np.uint64]
    time_days: NDArray[np.float64]
    amount: NDArray[np.float64]

    def where(self, kept: NDArray[np.bool_]) -> "Purchases":
        """Return the purchases for which `kept`, shape `(n_purchases,)`, is true."""
        return Purchases(self.customer_id[kept], self.time_days[kept], self.amount[kept])

    def up_to(self, cut_days: float) -> "Purchases":
        """Return the purchases no later than `cut_days`, the cut included."""
        return self.where(self.time_days <= cut_days)

    def after(self, cut_days: float) -> "Purchases":
        """Return the purchases later than `cut_days`."""
        return self.where(self.time_days > cut_days)

    def customer_bounds(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return where each customer's purchases start and end, each of shape `(n_customers,)`."""
        starts = np.flatnonzero(self.is_first())
        return starts, np.append(starts[1:], self.customer_id.size)[: starts.size]

    def is_first(self) -> NDArray[np.bool_]:
        """Tell which purchases are the first of their customer, shape `(n_purchases,)`."""
        return _changes(self.customer_id)

    def is_repeat_spend(self) -> NDArray[np.bool_]:
        """Tell which purchases are repeats with an amount above zero, shape `(n_purchases,)`.

        They are what the models of spend are fitted to: as published, without the first purchase.
        """
        return (self.amount > 0.0) & ~self.is_first()


def sum_by_customer(values: NDArray[Any], starts: NDArray[np.int64]) -> NDArray[Any]:
    """Return each customer's sum of `values`, shape `(n_purchases,)`; `starts` is of `customer_bounds`."""
    return np.add.reduceat(values, starts) if starts.size else values[:0]


def merge_same_day(observed: Observed, until_days: float = np.inf) -> Purchases:
    """Merge the purchases of one customer on one calendar day (a whole day since the origin).

    Purchases later than `until_days` are left out before anything is merged.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS
    >>> rows = {"customer_id": [0, 0, 0], "time_days": [2.25, 2.5, 3.0], "amount": [5.0, 1.0, 2.0]}
    >>> merged = merge_same_day(Observed(pa.table(rows, schema=TRANSACTIONS), end_days=28.0))
    >>> merged.time_days.tolist(), merged.amount.tolist()
    ([2.25, 3.0], [6.0, 2.0])
    """
    seen = observed.column("time_days") <= until_days
    customer_id = observed.column("customer_id")[seen]
    time_days = observed.column("time_days")[seen]
    amount = observed.column("amount")[seen]
    starts = np.flatnonzero(_changes(customer_id) | _changes(np.floor(time_days)))
    merged_amount = np.add.reduceat(amount, starts) if starts.size else amount
    return Purchases(customer_id[starts], time_days[starts], merged_amount)


def _changes(sorted_values: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Tell where a value differs from the one before it; the first one always does."""
    changed = np.ones(sorted_values.size, dtype=np.bool_)
    np.not_equal(sorted_values[1:], sorted_values[:-1], out=changed[1:])
    return changed
