"""Receivables: what has been sold on credit, until it is paid or lost."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.firm.rows import Rows


@dataclass(frozen=True)
class Receivables(Rows):
    """Sales that have not been paid: slots, amounts, the days of the sale and of its end, all `(n,)`.

    On `due_days` a sale is paid, or is known not to be where `defaults` says so.

    >>> sold = np.array([7]), np.array([90.0]), np.array([1.0])
    >>> one = Receivables(*sold, np.array([31.0]), np.array([False]))
    >>> one.money_days(0.0, 7.0), one.owed_when(np.array([7]), np.array([31.0])).tolist()
    (540.0, [0.0])
    """

    slots: NDArray[np.int64]
    amounts: NDArray[np.float64]
    sold_days: NDArray[np.float64]
    due_days: NDArray[np.float64]
    defaults: NDArray[np.bool_]

    def owed_when(self, slots: NDArray[np.int64], days: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what each of different customers owes at a moment of her own, arrays `(n_customers,)`.

        What is due at that very moment has been paid.
        """
        asked = np.full(max(slots.max(initial=-1), self.slots.max(initial=-1)) + 1, np.inf)
        asked[slots] = days
        counts = self.due_days > asked[self.slots]
        owed = np.bincount(self.slots[counts], self.amounts[counts], asked.size)
        return owed[slots].astype(np.float64)

    def money_days(self, from_days: float, until_days: float) -> float:
        """Return the sum over sales of amount times the days for which it is lent between two days."""
        lent = np.minimum(self.due_days, until_days) - np.maximum(self.sold_days, from_days)
        return float((self.amounts * np.maximum(lent, 0.0)).sum())


NOTHING_OWED: Final = Receivables(
    np.empty(0, np.int64), np.empty(0), np.empty(0), np.empty(0), np.empty(0, np.bool_)
)
