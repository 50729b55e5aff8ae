"""The agents engine: every customer is a SimPy process that lives its own periods.

It runs the very same compiled laws on the same words, one customer at a time, and leaves the period's
values where the blocks engine would, so that both give the same bits. It is for teaching, and it is the
reference for scheduling.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.engine.clock import Calendar, Phase
from hooper.engine.law_loops import BLOCK
from hooper.engine.law_set import STAGE
from hooper.engine.period_outcome import Now, OutcomeBuffers, PeriodOutcome, gather
from hooper.engine.physics import Physics
from hooper.engine.population import Population
from hooper.engine.population_step import draw_traits
from hooper.engine.step_module import step_module
from hooper.foundation.random_words import round_keys
from hooper.mechanisms.life_stages import GONE


class AgentsEngine:
    """Lives customers one by one; `live` only collects what the customers' processes have left."""

    def __init__(self, physics: Physics, calendar: Calendar) -> None:
        self._physics = physics
        self._laws = physics.law_set
        self._step = step_module(self._laws)
        self._calendar = calendar
        self._stage_row = self._laws.state_rows.index(STAGE)
        self._scratch = np.zeros((0, len(self._laws.scratch_rows) * BLOCK), np.float32)
        self._now = Now(0, round_keys(0, 0), np.zeros(len(self._laws.signals), np.float32))

    def enter(self, population: Population, slots: NDArray[np.int64]) -> None:
        """Draw the newcomers' traits and give each a process of its own."""
        draw_traits(self._step, population, slots, self._now, self._physics.constants)
        self._start_lives(population, slots)

    def welcome_back(self, population: Population, slots: NDArray[np.int64]) -> None:
        """Give customers who have come back a process again."""
        self._start_lives(population, slots)

    def take_over(self, population: Population) -> None:
        """Give everybody who is there a process again."""
        self._start_lives(population, population.slots_there())

    def announce(self, now: Now) -> None:
        """Say what holds in the period that begins."""
        self._now = now

    def live_one(self, population: Population, slot: int) -> bool:
        """Live one period of one customer; return whether the customer is still there after it."""
        block, lane = divmod(int(population.lanes.lane_of[slot]), BLOCK)
        now, physics = self._now, self._physics
        self._step.run_one(
            population.blocks[block, lane:],
            self._scratch[block, lane:],
            np.uint32(now.period),
            now.keys,
            physics.constants,
            physics.switches,
            now.signals,
        )
        return bool(population.blocks[block, self._stage_row * BLOCK + lane] < GONE)

    def live(self, population: Population) -> PeriodOutcome:
        """Collect the sums and events of a period that every customer has lived."""
        blocks = population.lanes.used
        lanes, buffers = population.lanes, OutcomeBuffers(self._laws, max(1, blocks), BLOCK)
        lived = self._step.collect_blocks(
            population.blocks[:blocks],
            lanes.there,
            lanes.slot_at,
            lanes.lane_of,
            self._scratch,
            buffers.sums,
            buffers.slots,
            buffers.values,
            buffers.counts,
        )
        population.close_ranks()
        return gather(self._laws, [buffers.take(lived, max(1, blocks))])

    def _start_lives(self, population: Population, slots: NDArray[np.int64]) -> None:
        missing = population.lanes.used - self._scratch.shape[0]
        if missing > 0:
            room = np.zeros((missing, self._scratch.shape[1]), np.float32)
            self._scratch = np.concatenate([self._scratch, room])
        first = Phase.CUSTOMERS.at(self._calendar.period)
        for slot in slots.tolist():
            self._calendar.add(_CustomerLife(self, population, slot, first))


@dataclass
class _CustomerLife:
    """The process of one customer: its slot and when it acts next are all that it must remember."""

    engine: AgentsEngine
    population: Population
    slot: int
    next_at: float | None

    def act(self) -> None:
        goes_on = self.engine.live_one(self.population, self.slot)
        self.next_at = self.next_at + 1.0 if goes_on and self.next_at is not None else None
