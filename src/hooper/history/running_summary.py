"""What a firm knows of each customer so far, kept up to date so that memory does not grow with time.

It agrees with `summarise` on the transactions so far: purchases of one calendar day count as one, and
the first purchase counts neither as a repeat nor into the mean of repeat spend.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.foundation.read_ahead import fetch_ahead
from hooper.foundation.workers import Workers, shares
from hooper.history.customer_summary import CustomerSummary
from hooper.history.last_answers import LastAnswers

_ANSWERS: Final = "last_answers"
# In the place of a reason for leaving.
NOT_TOLD: Final = -1

# What a purchase changes stands together, in one line of memory a customer.
_PURCHASES: Final = np.dtype(
    [
        ("first_days", np.float64),
        ("last_days", np.float64),
        ("repeat_spend", np.float64),
        ("total_spend", np.float64),
        ("repeat_purchases", np.int64),
    ]
)
_NONE_YET: Final = np.array((np.nan, np.nan, 0.0, 0.0, 0), _PURCHASES)
_EMPTY: Mapping[str, tuple[type, float]] = {
    "service_cases": (np.int32, 0),
    "settled_cases": (np.int32, 0),
    "contacts": (np.int32, 0),
    "enrolled": (np.bool_, 0),
    "tied": (np.bool_, 0),
    "let_go": (np.bool_, 0),
    "deciders": (np.uint8, 1),
    "ended_days": (np.float64, np.nan),
    "reason_told": (np.int8, NOT_TOLD),
}
_NAMES: Final = (*(_PURCHASES.names or ()), *_EMPTY)
# The people whom a firm can tell apart in an account.
MOST_DECIDERS: Final = 20


@compiled
def _book(
    slots: NDArray[np.int64],
    days: NDArray[np.float64],
    amounts: NDArray[np.float64],
    purchases: NDArray[np.void],
) -> None:
    for k in range(slots.size):
        fetch_ahead(purchases, slots, k)
        known = purchases[slots[k]]
        known["total_spend"] += amounts[k]
        if np.isnan(known["first_days"]):
            known["first_days"] = days[k]
            known["last_days"] = days[k]
        elif np.floor(days[k]) != np.floor(known["last_days"]):
            known["repeat_purchases"] += 1
            known["repeat_spend"] += amounts[k]
            known["last_days"] = days[k]
        elif known["repeat_purchases"] > 0:
            known["repeat_spend"] += amounts[k]


class RunningSummary:
    """Running totals of every known customer, indexed by slot, arrays of shape `(capacity,)`.

    `deciders` is how many people decide in an account; it does not change. Of the `service_cases` that were
    raised `settled_cases` are closed, whether well or ill. Where a contract has ended, `ended_days` is when,
    and `reason_told` the number of the reason. Accounts are `tied` by a strategy, or `let_go`, for good.
    `last_answers` are those to surveys.
    """

    def __init__(self, capacity: int) -> None:
        self._see(np.full(capacity, _NONE_YET))
        self.service_cases = _empty("service_cases", capacity)
        self.settled_cases = _empty("settled_cases", capacity)
        self.contacts = _empty("contacts", capacity)
        self.enrolled = _empty("enrolled", capacity)
        self.tied = _empty("tied", capacity)
        self.let_go = _empty("let_go", capacity)
        self.deciders = _empty("deciders", capacity)
        self.ended_days = _empty("ended_days", capacity)
        self.reason_told = _empty("reason_told", capacity)
        self.last_answers = LastAnswers()

    def make_room(self, capacity: int) -> None:
        """Grow to `capacity` customers, keeping all totals."""
        if self._purchases.size < capacity:
            missing = np.full(capacity - self._purchases.size, _NONE_YET)
            self._see(np.concatenate([self._purchases, missing]))
        for name in _EMPTY:
            old = getattr(self, name)
            if old.size < capacity:
                grown = _empty(name, capacity)
                grown[: old.size] = old
                setattr(self, name, grown)

    def state(self, customers: int) -> dict[str, NDArray[np.generic]]:
        """Return a copy of the totals of the first `customers` customers."""
        answers = {f"{_ANSWERS}.{item}": told for item, told in self.last_answers.state().items()}
        return {name: getattr(self, name)[:customers].copy() for name in _NAMES} | answers

    def restore(self, state: Mapping[str, NDArray[np.generic]]) -> None:
        """Take up what `state` returned."""
        self.make_room(len(state["contacts"]))
        for name in _NAMES:
            getattr(self, name)[: len(state[name])] = state[name]
        prefix = f"{_ANSWERS}."
        answers = {name.removeprefix(prefix): told for name, told in state.items() if name.startswith(prefix)}
        self.last_answers.restore(answers)

    def book_purchases(
        self, slots: NDArray[np.int64], days: NDArray[np.float64], amounts: NDArray[np.float64]
    ) -> None:
        """Add purchases, in the order of time for each customer; days since the origin."""
        _book(slots, days, amounts, self._purchases)

    def customer_summary(
        self, customer_id: NDArray[np.uint64], cut_days: float, workers: Workers, unit_days: float = 7.0
    ) -> CustomerSummary:
        """Return the summary at `cut_days` of the customers in the first slots, in slot order."""
        customers = customer_id.size
        frequency = np.empty(customers, np.int64)
        recency, age, mean_spend, total_spend, first_days = np.empty((5, customers))

        def fill(share: slice) -> None:
            first, repeats = self.first_days[share], self.repeat_purchases[share]
            frequency[share] = repeats
            recency[share] = (self.last_days[share] - first) / unit_days
            age[share] = (cut_days - first) / unit_days
            mean_spend[share] = np.nan
            np.divide(self.repeat_spend[share], repeats, out=mean_spend[share], where=repeats > 0)
            total_spend[share] = self.total_spend[share]
            first_days[share] = first

        workers.map(fill, shares(customers))
        return CustomerSummary(
            customer_id=customer_id,
            frequency=frequency,
            recency=recency,
            age=age,
            mean_spend=mean_spend,
            spend_count=frequency,
            total_spend=total_spend,
            first_time_days=first_days,
            unit_days=unit_days,
            cut_days=cut_days,
        )

    def _see(self, purchases: NDArray[np.void]) -> None:
        """Keep these totals of purchases, and show each as an array of its own."""
        self._purchases = purchases
        self.first_days: NDArray[np.float64] = purchases["first_days"]
        self.last_days: NDArray[np.float64] = purchases["last_days"]
        self.repeat_spend: NDArray[np.float64] = purchases["repeat_spend"]
        self.total_spend: NDArray[np.float64] = purchases["total_spend"]
        self.repeat_purchases: NDArray[np.int64] = purchases["repeat_purchases"]


def _empty(name: str, capacity: int) -> NDArray[Any]:
    kind, value = _EMPTY[name]
    return np.full(capacity, value, kind) if value else np.zeros(capacity, kind)  # zeros take no time
