"""The blocks engine: one compiled call lives a period of a chunk of blocks; threads share the chunks."""

from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from hooper.engine.period_outcome import Now, OutcomeBuffers, PeriodOutcome, gather
from hooper.engine.population import Population
from hooper.engine.step_module import step_module
from hooper.engine.step_source import BLOCK
from hooper.engine.world import World
from hooper.foundation.random_words import round_keys

# Traits are drawn on a period of their own, so that they do not depend on when a customer enters.
ENTRY_PERIOD = np.uint32(0xFFFFFFFF)


class BlocksEngine:
    """Lives all customers a period at a time; the result does not depend on `threads` or `chunk`."""

    def __init__(self, world: World, threads: int, chunk: int) -> None:
        self._laws = world.law_set
        self._step = step_module(self._laws)
        self._constants = world.packed_constants
        self._switches = world.switches
        self._now = Now(0, round_keys(0, 0), np.zeros(len(self._laws.signals), np.float32))
        self._blocks_per_chunk = max(1, chunk // BLOCK)
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._buffers: list[OutcomeBuffers] = []

    def announce(self, now: Now) -> None:
        """Say what holds in the period that begins."""
        self._now = now

    def enter(self, population: Population, slots: NDArray[np.int64]) -> None:
        """Draw the traits of newcomers; they do not depend on the period of entry."""
        draw_traits(self._step, population, slots, self._now, self._constants)

    def live(self, population: Population) -> PeriodOutcome:
        """Run the laws of one period over the whole population."""
        used = max(1, -(-population.size // BLOCK))
        firsts = range(0, used, self._blocks_per_chunk)
        while len(self._buffers) < len(firsts):
            self._buffers.append(OutcomeBuffers(self._laws, self._blocks_per_chunk, BLOCK))

        def run(index: int, first: int) -> None:
            last = min(first + self._blocks_per_chunk, used)
            buffers = self._buffers[index]
            buffers.sums[:] = 0.0
            self._step.run_blocks(
                population.blocks[first:last],
                first * BLOCK,
                np.uint32(self._now.period),
                self._now.keys,
                self._constants,
                self._switches,
                self._now.signals,
                buffers.sums,
                buffers.slots,
                buffers.values,
                buffers.counts,
            )

        if self._pool:
            list(self._pool.map(run, range(len(firsts)), firsts))
        else:
            for index, first in enumerate(firsts):
                run(index, first)
        return gather(self._laws, self._buffers[: len(firsts)], used)

    def live_one(self, state: NDArray[np.float32]) -> NDArray[np.float32]:
        """Live the period of the customer in the first lane of `state`; return the period's rows."""
        scratch = np.zeros(len(self._laws.scratch_rows) * BLOCK, np.float32)
        now = self._now
        self._step.run_one(
            state, scratch, np.uint32(now.period), now.keys, self._constants, self._switches, now.signals
        )
        return scratch

    def close(self) -> None:
        """Let the threads go."""
        if self._pool:
            self._pool.shutdown()


def draw_traits(
    step: ModuleType,
    population: Population,
    slots: NDArray[np.int64],
    now: Now,
    constants: NDArray[np.float32],
) -> None:
    """Run the entry laws on the newcomers in the given slots, on the words of entry."""
    if slots.size:
        step.enter_slots(population.blocks, slots, ENTRY_PERIOD, now.keys, constants, now.signals)
