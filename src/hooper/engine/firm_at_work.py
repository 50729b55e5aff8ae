"""The firm at work: its departments work on what happened in a period, and customers feel it in the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.engine.books import Books
from hooper.engine.clock import Calendar, Phase, Recurring, next_turn
from hooper.engine.order_booking import Sold
from hooper.engine.population import Population
from hooper.engine.recorder import Recorder
from hooper.firm.customer_service import CustomerService
from hooper.firm.department import Complaints, Department, Felt, Happened, PlacedOrders, Roster, part_of
from hooper.firm.departments import policy_for_everybody
from hooper.firm.strategy_contacts import StrategyContacts
from hooper.foundation.distinct import distinct
from hooper.history.running_summary import RunningSummary
from hooper.mechanisms.life_stages import GONE


@dataclass
class FirmAtWork:
    """The departments of a firm on the calendar of a world.

    `sold` are the orders of the period so far, `complaints` its cases; `signals` is what all customers notice
    of the departments in the next period; `key_of` returns the key of chance of a period, and `tire` lets
    customers remember that they were contacted. `known` is what the
    firm knows of each customer. `pulled` are the levers of departments that rivals could see in the period,
    `effect_left` what imitation has left of each.
    """

    service: CustomerService
    others: Sequence[Department]
    population: Population
    known: RunningSummary
    books: Books
    recorder: Recorder
    period_days: float
    key_of: Callable[[int], tuple[int, int]]
    tire: Callable[[NDArray[np.int64]], object]
    sold: list[Sold] = field(default_factory=list[Sold])
    complaints: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    satisfaction: float = np.nan
    signals: dict[str, float] = field(default_factory=dict[str, float])
    pulled: set[str] = field(default_factory=set[str])
    effect_left: Mapping[str, float] = field(default_factory=dict[str, float])
    _happened: Happened | None = None

    @property
    def departments(self) -> tuple[Department, ...]:
        """All departments, in the order in which they work in a period."""
        return *self.service.chain, *self.others

    def put_on(self, calendar: Calendar) -> None:
        """Put every department on a calendar, from its period on."""
        for department in self.departments:
            every = department.every
            first = next_turn(0, every, calendar.period)
            work = partial(self.let_work, department)
            calendar.add(Recurring(work, Phase.DEPARTMENTS.at(first), every))

    def let_work(self, department: Department, period: int) -> None:
        """Let a department work, pay for it, and let customers feel it."""
        if self._happened is None or self._happened.period != period:
            self._happened = self._look_back(period)
        work = department.work(self._happened)
        self.books.book_department(period, department.name, work.cost)
        self.books.note_operations(period, department.name, work.operations)
        for row, felt in work.felt.items():
            self.population.add(row, felt.slots, felt.amounts)
        for row, factors in work.scaled.items():
            self._scale(row, factors)
        for row, least in work.raised.items():
            self._raise(row, least)
        np.add.at(self.known.contacts, work.contacted, np.int32(1))
        self.tire(work.contacted)
        np.add.at(self.known.settled_cases, work.settled_cases, np.int32(1))
        for item, replies in work.answers.items():
            self.known.last_answers.note(item, self.population.size, replies.slots, replies.amounts)
        for table, columns in work.records.items():
            self.recorder.add(table, columns)
        if work.written_down.slots.size:
            self._write_down(work.written_down)
        self.signals |= work.signals
        self.pulled.update(work.pulled)

    def strategy_contacts(self, period: int) -> StrategyContacts | None:
        """Return the rules under which a strategy contacts customers in a review; None without any."""
        policy = policy_for_everybody(self.others)
        if policy is None:
            return None
        ids = self.population.customer_id[: self.population.size]
        contacts = StrategyContacts(policy, self.key_of(period), period, ids)
        contacts.begin(period * self.period_days)
        return contacts

    def contact(self, slots: NDArray[np.int64], contacts: StrategyContacts) -> NDArray[np.float64]:
        """Contact customers by the rules of a review; return what share of an offer reaches each.

        Who has left is not irritated any more.
        """
        there = self.population.values_at("stage", slots) < GONE
        reached, irritation = contacts.contact(slots)
        self.population.add("neglect_felt", slots[there], irritation[there])
        told = {"held_back": float(contacts.held_back), "opted_out": float(contacts.opted_out)}
        self.books.note_operations(contacts.period, "strategy", told)
        return reached

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that the departments have to remember."""
        of_departments = {
            f"{department.name}.{name}": values
            for department in self.departments
            for name, values in department.state().items()
        }
        return of_departments | {f"signal.{name}": np.array(value) for name, value in self.signals.items()}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        for department in self.departments:
            department.restore(part_of(state, department.name))
        self.signals = {name: float(value) for name, value in part_of(state, "signal").items()}

    def _raise(self, row: str, least: Felt) -> None:
        customers, place = distinct(least.slots, self.population.size)
        raised = self.population.values_at(row, customers)
        np.maximum.at(raised, place, least.amounts.astype(np.float32))
        self.population.write(row, customers, raised)

    def _write_down(self, orders: PlacedOrders) -> None:
        columns = {"customer_id": orders.customer_id, "time_days": orders.time_days, "amount": orders.amount}
        self.recorder.add("transactions", columns)
        self.known.book_purchases(orders.slots, orders.time_days, orders.amount)

    def _scale(self, row: str, factors: Felt) -> None:
        if row not in self.population.rows:  # a world of other laws
            return
        there = self.population.values_at(row, factors.slots)
        self.population.write(row, factors.slots, (there * factors.amounts).astype(np.float32))

    def _look_back(self, period: int) -> Happened:
        return Happened(
            period,
            self.period_days,
            self.key_of(period),
            self._complaints(),
            self.satisfaction,
            self._orders,
            self._roster,
            self.population.values_at,
            self.known,
            self.service.staff.relative_skill,
            self.effect_left.get("offer", 1.0),
            self.effect_left.get("care", 1.0),
        )

    def _complaints(self) -> Complaints:
        slots, population = self.complaints, self.population
        stages = population.values_at("stage", slots).astype(np.int64)
        return Complaints(slots, population.customer_id[slots], stages, population.entry_days[slots])

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
