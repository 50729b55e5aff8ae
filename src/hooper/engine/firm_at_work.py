"""The firm at work: its departments work on what happened in a period, and customers feel it in the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.engine.books import Books
from hooper.engine.clock import Calendar, Phase, Recurring
from hooper.engine.order_booking import Sold
from hooper.engine.population import Population
from hooper.engine.recorder import Recorder
from hooper.firm.department import Department, Felt, Happened, PlacedOrders, Roster


@dataclass
class FirmAtWork:
    """The departments of a firm on the calendar of a world.

    `sold` are the orders of the period so far; `key_of` returns the key of chance of a period.
    """

    departments: Sequence[Department]
    population: Population
    books: Books
    recorder: Recorder
    period_days: float
    key_of: Callable[[int], tuple[int, int]]
    sold: list[Sold] = field(default_factory=list[Sold])

    def put_on(self, calendar: Calendar) -> None:
        """Put every department on a calendar, from its period on."""
        for department in self.departments:
            every = department.every
            first = -(-calendar.period // every) * every
            work = partial(self.let_work, department)
            calendar.add(Recurring(work, Phase.DEPARTMENTS.at(first), every))

    def let_work(self, department: Department, period: int) -> None:
        """Let a department work, pay for it, and let customers feel it."""
        work = department.work(
            Happened(period, self.period_days, self.key_of(period), self._orders(), self._roster())
        )
        self.books.book_department(period, department.name, work.cost)
        for row, felt in work.felt.items():
            self._let_feel(row, felt)
        for table, columns in work.records.items():
            self.recorder.add(table, columns)

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that the departments have to remember."""
        return {
            f"{department.name}.{name}": values
            for department in self.departments
            for name, values in department.state().items()
        }

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        for department in self.departments:
            prefix = f"{department.name}."
            department.restore({k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)})

    def _let_feel(self, row: str, felt: Felt) -> None:
        customers, place = np.unique(felt.slots, return_inverse=True)
        there = self.population.values_at(row, customers)
        added = there + np.bincount(place, felt.amounts, customers.size)
        self.population.write(row, customers, added.astype(np.float32))

    def _orders(self) -> PlacedOrders:
        def column(of: Callable[[Sold], NDArray[Any]], kind: type) -> NDArray[Any]:
            return np.concatenate([np.empty(0, kind), *map(of, self.sold)])

        return PlacedOrders(
            column(lambda sold: sold.orders.slots, np.int64),
            column(lambda sold: sold.rows["customer_id"], np.uint64),
            column(lambda sold: sold.orders.nth, np.int64),
            column(lambda sold: sold.rows["time_days"], np.float64),
            column(lambda sold: sold.rows["amount"], np.float64),
        )

    def _roster(self) -> Roster:
        slots = self.population.slots_there()
        stages = self.population.values_there("stage").astype(np.int64)
        return Roster(slots, self.population.customer_id[slots], stages)
