"""What a firm knows of each customer so far, kept up to date so that memory does not grow with time.

It agrees with `summarise` on the transactions so far: purchases of one calendar day count as one, and
the first purchase counts neither as a repeat nor into the mean of repeat spend.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.history.customer_summary import CustomerSummary

_COUNTS = ("repeat_purchases", "service_cases", "contacts")
_AMOUNTS = ("first_days", "last_days", "repeat_spend", "total_spend", "enrolled")


@compiled
def _book(
    slots: NDArray[np.int64],
    days: NDArray[np.float64],
    amounts: NDArray[np.float64],
    first_days: NDArray[np.float64],
    last_days: NDArray[np.float64],
    repeat_purchases: NDArray[np.int64],
    repeat_spend: NDArray[np.float64],
    total_spend: NDArray[np.float64],
) -> None:
    for k in range(slots.size):
        i = slots[k]
        total_spend[i] += amounts[k]
        if np.isnan(first_days[i]):
            first_days[i] = days[k]
            last_days[i] = days[k]
        elif np.floor(days[k]) != np.floor(last_days[i]):
            repeat_purchases[i] += 1
            repeat_spend[i] += amounts[k]
            last_days[i] = days[k]
        elif repeat_purchases[i] > 0:
            repeat_spend[i] += amounts[k]


class RunningSummary:
    """Running totals of every known customer, indexed by slot, arrays of shape `(capacity,)`."""

    def __init__(self, capacity: int) -> None:
        self.repeat_purchases = np.zeros(capacity, np.int64)
        self.service_cases = np.zeros(capacity, np.int64)
        self.contacts = np.zeros(capacity, np.int64)
        self.first_days = np.full(capacity, np.nan)
        self.last_days = np.full(capacity, np.nan)
        self.repeat_spend = np.zeros(capacity)
        self.total_spend = np.zeros(capacity)
        self.enrolled = np.zeros(capacity)

    def make_room(self, capacity: int) -> None:
        """Grow to `capacity` customers, keeping all totals."""
        for name in (*_COUNTS, *_AMOUNTS):
            old = getattr(self, name)
            if old.size < capacity:
                empty = np.nan if name in ("first_days", "last_days") else 0
                grown = np.full(capacity, empty, old.dtype)
                grown[: old.size] = old
                setattr(self, name, grown)

    def book_purchases(
        self, slots: NDArray[np.int64], days: NDArray[np.float64], amounts: NDArray[np.float64]
    ) -> None:
        """Add purchases, in the order of time for each customer; days since the origin."""
        _book(
            slots,
            days,
            amounts,
            self.first_days,
            self.last_days,
            self.repeat_purchases,
            self.repeat_spend,
            self.total_spend,
        )

    def customer_summary(
        self, customer_id: NDArray[np.uint64], cut_days: float, unit_days: float = 7.0
    ) -> CustomerSummary:
        """Return the summary at `cut_days` of the customers in the first slots, in slot order."""
        known = slice(0, customer_id.size)
        repeats = self.repeat_purchases[known]
        with np.errstate(invalid="ignore"):
            mean_spend = np.where(repeats > 0, self.repeat_spend[known] / repeats, np.nan)
        return CustomerSummary(
            customer_id=customer_id,
            frequency=repeats.copy(),
            recency=(self.last_days[known] - self.first_days[known]) / unit_days,
            age=(cut_days - self.first_days[known]) / unit_days,
            mean_spend=mean_spend,
            spend_count=repeats.copy(),
            total_spend=self.total_spend[known].copy(),
            first_time_days=self.first_days[known].copy(),
            unit_days=unit_days,
            cut_days=cut_days,
        )
