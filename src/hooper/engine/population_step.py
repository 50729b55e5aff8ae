"""The blocks engine: one compiled call lives a period of a chunk of blocks; threads share the chunks."""

from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from hooper.engine.law_loops import BLOCK
from hooper.engine.period_outcome import Now, OutcomeBuffers, Part, PeriodOutcome, gather
from hooper.engine.physics import Physics
from hooper.engine.population import Population
from hooper.engine.step_module import step_module
from hooper.foundation.random_words import round_keys
from hooper.foundation.workers import Workers, shares

# Traits are drawn on a period of their own, so that they do not depend on when a customer enters.
ENTRY_PERIOD = np.uint32(0xFFFFFFFF)
# Customers a call: enough that a call costs nothing beside them, few enough to share among threads.
CHUNK = 32_768


class BlocksEngine:
    """Lives all customers a period at a time; the result does not depend on the threads or on `chunk`."""

    def __init__(self, physics: Physics, workers: Workers, chunk: int = CHUNK) -> None:
        self._physics = physics
        self._laws = physics.law_set
        self._step = step_module(self._laws)
        self._now = Now(0, round_keys(0, 0), np.zeros(len(self._laws.signals), np.float32))
        self._blocks_per_chunk = max(1, chunk // BLOCK)
        self._workers = workers
        self._idle_buffers: list[OutcomeBuffers] = []

    def announce(self, now: Now) -> None:
        """Say what holds in the period that begins."""
        self._now = now

    def enter(self, population: Population, slots: NDArray[np.int64]) -> None:
        """Draw the traits of newcomers; they do not depend on the period of entry."""

        def draw(share: slice) -> None:
            draw_traits(self._step, population, slots[share], self._now, self._physics.constants)

        self._workers.map(draw, shares(slots.size))

    def welcome_back(self, population: Population, slots: NDArray[np.int64]) -> None:
        """Go on with customers who have come back: there is nothing to prepare."""

    def take_over(self, population: Population) -> None:
        """Go on with customers who have lived before: there is nothing to prepare."""

    def live(self, population: Population) -> PeriodOutcome:
        """Run the laws of one period over the whole population."""
        firsts = range(0, max(1, population.lanes.used), self._blocks_per_chunk)

        def live_chunk(first: int) -> Part:
            return self._live_chunk(population, first)

        outcome = gather(self._laws, self._workers.map(live_chunk, firsts))
        population.close_ranks()
        return outcome

    def live_one(self, state: NDArray[np.float32]) -> NDArray[np.float32]:
        """Live the period of the customer in the first lane of `state`; return the period's rows."""
        scratch = np.zeros(len(self._laws.scratch_rows) * BLOCK, np.float32)
        now, physics = self._now, self._physics
        self._step.run_one(
            state, scratch, np.uint32(now.period), now.keys, physics.constants, physics.switches, now.signals
        )
        return scratch

    def _live_chunk(self, population: Population, first: int) -> Part:
        last = min(first + self._blocks_per_chunk, max(1, population.lanes.used))
        lanes, now, physics = population.lanes, self._now, self._physics
        if not lanes.there[first:last].any():
            return Part.of_nobody(self._laws, last - first)
        buffers = self._buffers(last - first)
        lived = self._step.run_blocks(
            population.blocks[first:last],
            lanes.there[first:last],
            lanes.slot_at[first:last],
            lanes.lane_of,
            first * BLOCK,
            np.uint32(now.period),
            now.keys,
            physics.constants,
            physics.switches,
            now.signals,
            buffers.sums,
            buffers.slots,
            buffers.values,
            buffers.counts,
        )
        part = buffers.take(lived, last - first)
        self._idle_buffers.append(buffers)
        return part

    def _buffers(self, blocks: int) -> OutcomeBuffers:
        """Take buffers that no thread is using, or make some; a list gives to one thread at a time."""
        try:
            buffers = self._idle_buffers.pop()
        except IndexError:
            return OutcomeBuffers(self._laws, blocks, BLOCK)
        return buffers if buffers.blocks >= blocks else OutcomeBuffers(self._laws, blocks, BLOCK)


def draw_traits(
    step: ModuleType,
    population: Population,
    slots: NDArray[np.int64],
    now: Now,
    constants: NDArray[np.float32],
) -> None:
    """Run the entry laws on the newcomers in the given slots, on the words of entry."""
    if slots.size:
        lanes = population.lanes_of(slots)
        step.enter_lanes(population.blocks, lanes, ENTRY_PERIOD, now.keys, constants, now.signals)
