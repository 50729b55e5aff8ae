"""What a department of the firm is: it works on what happened in a period, costs, and is felt by people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from hooper.firm.rows import Rows
from hooper.foundation.random_words import customer_words
from hooper.history.running_summary import RunningSummary

Columns = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class PlacedOrders(Rows):
    """Orders of a period: slots and ids of the buyers, absolute days and amounts paid, all `(n_orders,)`.

    `nth` counts the orders of one buyer in the period, that of entry as 0.
    """

    slots: NDArray[np.int64]
    customer_id: NDArray[np.uint64]
    nth: NDArray[np.int64]
    time_days: NDArray[np.float64]
    amount: NDArray[np.float64]

    def words(self, key: tuple[int, int], period: int, decision: int) -> NDArray[np.uint32]:
        """Return words of each order, shape `(4, n_orders)`; decisions take as many numbers as orders."""
        return customer_words(key, self.customer_id, period, decision + self.nth)


NO_ORDERS: Final = PlacedOrders(
    np.empty(0, np.int64), np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0), np.empty(0)
)


@dataclass(frozen=True)
class Complaints:
    """Service cases that a period raised, all `(n_cases,)`; who has just left has a stage beyond the last."""

    slots: NDArray[np.int64]
    customer_id: NDArray[np.uint64]
    stages: NDArray[np.int64]
    entry_days: NDArray[np.float64]


@dataclass(frozen=True)
class Roster(Rows):
    """Who is there when a period ends: slots, ids and stages, all `(n_customers,)`."""

    slots: NDArray[np.int64]
    customer_id: NDArray[np.uint64]
    stages: NDArray[np.int64]


@dataclass(frozen=True)
class Happened:
    """What a firm knows of a period when it ends; `key` is that of the period's chance.

    `satisfaction` is the mean of those who lived it, not a number if nobody did. Orders and customers are
    put together when a department first looks at them: in a large world that takes time, and many never do.
    `ask` returns what customers in slots feel, by the row of state; only surveys may. `known` is what the
    firm knows of each customer so far, by slot; a department only reads it. `skill` is that of the staff, 1
    if it is the usual one. `offer_effect` and `care_effect` are what rivals who imitate them leave of them.
    """

    period: int
    period_days: float
    key: tuple[int, int]
    complaints: Complaints
    satisfaction: float
    look_at_orders: Callable[[], PlacedOrders]
    look_at_customers: Callable[[], Roster]
    ask: Callable[[str, NDArray[np.int64]], NDArray[np.float32]]
    known: RunningSummary
    skill: float = 1.0
    offer_effect: float = 1.0
    care_effect: float = 1.0

    @cached_property
    def orders(self) -> PlacedOrders:
        """The orders of the period."""
        return self.look_at_orders()

    @cached_property
    def there(self) -> Roster:
        """Who is there when the period ends."""
        return self.look_at_customers()

    @property
    def begins_days(self) -> float:
        """The day on which the period begins."""
        return self.period * self.period_days

    @property
    def ends_days(self) -> float:
        """The day on which the period ends."""
        return (self.period + 1) * self.period_days


@dataclass(frozen=True)
class Felt:
    """What is added to a row of state of the customers in slots, to be felt in the next period, both `(n,)`.

    A slot may stand there several times.
    """

    slots: NDArray[np.int64]
    amounts: NDArray[np.float64]


@dataclass(frozen=True)
class Work:
    """What a department did in a period: its cost, what is felt of it by row, and rows of the history.

    `signals` hold for all customers in the next period, by the names that laws read (`SIGNALS`). `operations`
    are numbers that its manager would look at, as the load of its people. `scaled` has the factors by which
    rows of state change, a slot once; `raised` the amounts that rows of state have at least from then on.
    `contacted` are the slots of those whom it has contacted. `written_down` are orders that come into the
    log, those of one customer in the order of time. `pulled` names levers that rivals saw at work.
    `settled_cases` are the slots of customers whose cases were closed, one a case, and `answers` what was
    replied to each item of a questionnaire, nan where it was left out.
    """

    cost: float
    felt: Mapping[str, Felt] = field(default_factory=dict[str, Felt])
    records: Mapping[str, Columns] = field(default_factory=dict[str, Columns])
    signals: Mapping[str, float] = field(default_factory=dict[str, float])
    operations: Mapping[str, float] = field(default_factory=dict[str, float])
    scaled: Mapping[str, Felt] = field(default_factory=dict[str, Felt])
    raised: Mapping[str, Felt] = field(default_factory=dict[str, Felt])
    contacted: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    written_down: PlacedOrders = NO_ORDERS
    pulled: tuple[str, ...] = ()
    settled_cases: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    answers: Mapping[int, Felt] = field(default_factory=dict[int, Felt])


class Department(Protocol):
    """A part of the firm that works on a calendar of its own; what it remembers is plain data."""

    @property
    def name(self) -> str:
        """The name under which its costs are pooled."""
        ...

    @property
    def every(self) -> int:
        """In how many periods it works once."""
        ...

    def work(self, happened: Happened) -> Work:
        """Work on what happened in a period."""
        ...

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that the department has to remember."""
        ...

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on where the department with this state stopped."""
        ...


def part_of(state: Mapping[str, NDArray[Any]], part: str) -> dict[str, NDArray[Any]]:
    """Return what is remembered under `part.name`, by name.

    >>> part_of({"desk.waits": np.zeros(2), "staff.people": np.zeros(3)}, "desk").keys()
    dict_keys(['waits'])
    """
    prefix = f"{part}."
    return {name.removeprefix(prefix): value for name, value in state.items() if name.startswith(prefix)}
