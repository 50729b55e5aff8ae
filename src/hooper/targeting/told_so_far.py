"""What a firm has been told by the time a month begins: sums over events that count for a while."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.targeting.month_rows import MonthRows

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Spells:
    """Events of customers that count from a day to another, that one left out; arrays of shape `(n_events,)`.

    What is open counts until it is closed; what has happened counts for as long as it is remembered.
    """

    customer_id: NDArray[np.uint64]
    from_days: Floats
    until_days: Floats

    def where(self, chosen: NDArray[np.bool_]) -> "Spells":
        """Return those for which `chosen`, shape `(n_events,)`, is true."""
        return Spells(self.customer_id[chosen], self.from_days[chosen], self.until_days[chosen])


def counted(spells: Spells, rows: MonthRows, customer_id: NDArray[np.uint64], of_each: Floats) -> Floats:
    """Return the sum of `of_each` over the events that count when each month begins, shape `(n_rows,)`.

    `customer_id`, shape `(n_rows,)`, is sorted as the rows are; events of others are left out.
    """
    begins = np.searchsorted(rows.month_starts, spells.from_days, side="left")
    months = np.maximum(np.searchsorted(rows.month_starts, spells.until_days, side="left") - begins, 0)
    event = np.repeat(np.arange(months.size), months)
    month = begins[event] + np.arange(event.size) - np.repeat(np.cumsum(months) - months, months)
    known, place = np.unique(customer_id, return_inverse=True)
    who = np.searchsorted(known, spells.customer_id)[event]
    wanted = who * rows.month_starts.size + month
    key = place * rows.month_starts.size + rows.month
    row = np.minimum(np.searchsorted(key, wanted), max(key.size - 1, 0))
    is_there = (key[row] == wanted) & (np.append(known, 0)[who] == spells.customer_id[event])
    counts = np.bincount(row[is_there], of_each[event][is_there], minlength=key.size)
    return counts.astype(np.float64)  # of nothing they would be whole numbers
