"""The customers of a world without its firm: nothing couples one to another.

This is the one place where the oracles of single customers touch the engine.
"""

from typing import Final, get_args

import numpy as np

from hooper.engine.period_outcome import Now, PeriodOutcome
from hooper.engine.population import Population
from hooper.engine.population_step import BlocksEngine
from hooper.engine.world import World
from hooper.foundation.random_words import round_keys
from hooper.mechanisms.customer_period import SIGNALS
from hooper.mechanisms.life_stages import EXPLORATION
from hooper.scenario.scenario import LawName

_CHUNK: Final = 8192


def all_laws_but(*acting: LawName) -> tuple[LawName, ...]:
    """Return the laws to switch off so that only the given ones act.

    >>> "stages" in all_laws_but("stages")
    False
    """
    return tuple(law for law in get_args(LawName) if law not in acting)


class LoneCustomers:
    """A population that the engine lives period after period, and its state in `population`."""

    def __init__(self, world: World, seed: int, capacity: int) -> None:
        self.population = Population(world.law_set, capacity)
        self._engine = BlocksEngine(world, threads=1, chunk=_CHUNK)
        self._keys = round_keys(seed, replication=0)
        self._begin(0)

    def enter(self, newcomers: int, first_stage: int = EXPLORATION) -> None:
        """Let newcomers in before the period is lived; their ids follow on those before them."""
        ids = np.arange(self.population.size, self.population.size + newcomers, dtype=np.uint64)
        slots = self.population.admit(ids, np.zeros(newcomers), np.zeros(newcomers, np.uint8))
        self._engine.enter(self.population, slots)
        self.population.write("stage", slots, np.float32(first_stage))

    def live(self) -> PeriodOutcome:
        """Live one period, and return what it leaves behind."""
        outcome = self._engine.live(self.population)
        self._begin(self._period + 1)
        return outcome

    def _begin(self, period: int) -> None:
        self._period = period
        self._engine.announce(Now(period, self._keys, np.zeros(len(SIGNALS), np.float32)))
