"""Receivables: what has been sold on credit, until it is paid or lost."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.firm.rows import Rows
from hooper.foundation.jit import compiled


@dataclass(frozen=True)
class Receivables(Rows):
    """Sales that have not been paid: slots, amounts, the days of the sale and of its end, ids, all `(n,)`.

    On `due_days` a sale is paid, or is known not to be where `defaults` says so.

    >>> sold = np.array([7]), np.array([90.0]), np.array([1.0])
    >>> one = Receivables(*sold, np.array([31.0]), np.array([False]), np.array([1], np.uint64))
    >>> one.money_days(0.0, 7.0)
    540.0
    """

    slots: NDArray[np.int64]
    amounts: NDArray[np.float64]
    sold_days: NDArray[np.float64]
    due_days: NDArray[np.float64]
    defaults: NDArray[np.bool_]
    customer_id: NDArray[np.uint64]

    def money_days(self, from_days: float, until_days: float) -> float:
        """Return the sum over sales of amount times the days for which it is lent between two days."""
        return float(_money_days(self.amounts, self.sold_days, self.due_days, from_days, until_days).sum())


@compiled
def _money_days(
    amounts: NDArray[np.float64],
    sold_days: NDArray[np.float64],
    due_days: NDArray[np.float64],
    from_days: float,
    until_days: float,
) -> NDArray[np.float64]:
    """Return amount times days between two days of each sale: one pass, since there are many."""
    money_days = np.empty(amounts.size)
    for k in range(amounts.size):
        lent_days = min(due_days[k], until_days) - max(sold_days[k], from_days)
        money_days[k] = amounts[k] * max(lent_days, 0.0)
    return money_days


NOTHING_OWED: Final = Receivables(
    np.empty(0, np.int64),
    np.empty(0),
    np.empty(0),
    np.empty(0),
    np.empty(0, np.bool_),
    np.empty(0, np.uint64),
)
