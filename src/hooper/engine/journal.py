"""The journal of one customer in a world of many: the state before and after every period that was lived."""

from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hooper.engine.clock import Calendar, Phase, Recurring
from hooper.engine.plan import RunPlan
from hooper.engine.population import Population
from hooper.engine.population_step import BlocksEngine
from hooper.engine.running_world import RunningWorld
from hooper.engine.soundness import NotANumberError
from hooper.engine.world import World
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.workers import Workers
from hooper.history.table_sink import InMemory


@dataclass(frozen=True)
class Page:
    """One period: all state rows before the laws and after them, and the firm's signals, float32."""

    period: int
    key: tuple[int, int]
    before: NDArray[np.float32]
    after: NDArray[np.float32]
    signals: NDArray[np.float32]


@dataclass
class Journal:
    """The pages of one customer, from the period of entry to that of the exit or the horizon.

    `given_at_entry` holds the rows of state that the customer had from another, for the channel, for the
    product, or as a person before entering.
    """

    customer_id: int
    given_at_entry: dict[str, np.float32] = field(default_factory=dict[str, np.float32])
    pages: list[Page] = field(default_factory=list[Page])


def keep_journal(world: World, plan: RunPlan, customer_id: int) -> Journal:
    """Run a world and keep the journal of one customer; raises `InputError` if no such customer enters."""
    journal = Journal(customer_id)
    alone = Workers()
    running = RunningWorld(world, plan, BlocksEngine(world.physics, alone), InMemory(), alone)
    writer = _Writer(running, journal)
    calendar = Calendar()
    running.put_on(calendar)
    calendar.add(Recurring(writer.open_page, Phase.CUSTOMERS.at(0)))
    calendar.add(Recurring(writer.close_page, Phase.JOURNAL.at(0)))
    with suppress(NotANumberError):  # who asks for the journal wants to see where it came from
        calendar.run(plan.periods)
    if not journal.pages:
        problem = f"there is no customer {customer_id} in this history"
        raise InputError([Fault("--follow", problem, _nearest(running.population, customer_id))])
    return journal


@dataclass
class _Writer:
    running: RunningWorld
    journal: Journal
    slot: int | None = None
    before: NDArray[np.float32] | None = None

    def open_page(self, period: int) -> None:
        self.before = None
        population = self.running.population
        if self.slot is None:
            self.slot = population.slot_of(self.journal.customer_id)
            if self.slot is not None:
                key = self.running.key(period)
                self.journal.given_at_entry = self.running.inflow.given_at_entry(self.slot, key)
        if self.slot is not None and population.is_there(self.slot):
            self.before = population.state_of(self.slot)

    def close_page(self, period: int) -> None:
        if self.before is None or self.slot is None:
            return
        running = self.running
        after = running.population.state_of(self.slot)
        page = Page(period, running.key(period), self.before, after, running.signals)
        self.journal.pages.append(page)


def _nearest(population: Population, customer_id: int) -> str:
    ids = population.customer_id[: population.size]
    if not ids.size:
        return "the world is empty"
    return f"the nearest id is {int(ids[np.argmin(np.abs(ids.astype(np.float64) - customer_id))])}"
