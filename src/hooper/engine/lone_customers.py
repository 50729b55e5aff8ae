"""Customers without a firm: whatever laws they have, lived period by period on a SimPy calendar.

Nothing couples one customer to another. It is how a set of laws of one's own is run, and how the closed
forms of single customers are checked.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.clock import Calendar, Phase, Recurring
from hooper.engine.period_outcome import Now, PeriodOutcome
from hooper.engine.physics import Physics
from hooper.engine.population import Population
from hooper.engine.population_step import CHUNK, BlocksEngine
from hooper.engine.soundness import state_in_numbers
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.random_words import round_keys
from hooper.foundation.workers import Workers

NO_SIGNALS: Final[Mapping[str, float]] = MappingProxyType({})


class LoneCustomers:
    """A population that lives by its laws; its state is in `population`.

    `key` is (seed, replication). The signals of the firm are zero, unless `live` is given others.

    >>> from hooper.mechanisms.law import law
    >>> @law(writes=("age",), state={"age": 0.0})
    ... def grow_older(age):
    ...     return age + np.float32(1.0)
    >>> customers = LoneCustomers(Physics.of([grow_older], {}), key=(1, 0), capacity=3)
    >>> newcomers = customers.enter(3)
    >>> outcomes = customers.live(periods=2)
    >>> customers.population.values("age").tolist()
    [2.0, 2.0, 2.0]
    """

    def __init__(
        self, physics: Physics, key: tuple[int, int], capacity: int, threads: int = 1, chunk: int = CHUNK
    ) -> None:
        self._workers = Workers(threads)
        self.population = Population(physics.law_set, capacity, self._workers)
        self._engine = BlocksEngine(physics, self._workers, chunk)
        self._keys = round_keys(*key)
        self._signal_names = physics.law_set.signals
        self._period = 0

    def enter(self, newcomers: int) -> NDArray[np.int64]:
        """Let newcomers in before the next period, and return their slots; their ids are the slots."""
        ids = np.arange(self.population.size, self.population.size + newcomers, dtype=np.uint64)
        slots = self.population.admit(ids, np.zeros(newcomers), np.zeros(newcomers, np.uint8))
        self._engine.announce(self._now(self._period, NO_SIGNALS))
        self._engine.enter(self.population, slots)
        return slots

    def live(self, periods: int = 1, signals: Mapping[str, float] = NO_SIGNALS) -> list[PeriodOutcome]:
        """Let time pass under these signals, and return what each period leaves behind.

        Raises `InputError` for a signal that no law can hear, and `NotANumberError` if a field of
        somebody's state is not a number in the end.
        """
        outcomes: list[PeriodOutcome] = []

        def live_period(period: int) -> None:
            self._engine.announce(self._now(period, signals))
            outcomes.append(self._engine.live(self.population))

        calendar = Calendar(self._period)
        calendar.add(Recurring(live_period, Phase.CUSTOMERS.at(self._period)))
        self._period += periods
        calendar.run(until=self._period)
        calendar.close()
        state_in_numbers(self.population, self._period - 1, self._workers)
        return outcomes

    def close(self) -> None:
        """Let the threads go."""
        self._workers.close()

    def _now(self, period: int, signals: Mapping[str, float]) -> Now:
        unheard = [name for name in signals if name not in self._signal_names]
        if unheard:
            remedy = (
                f"choose from {', '.join(self._signal_names) or 'none: this set of laws hears no signal'}"
            )
            raise InputError([Fault(f"signal '{name}'", "no law can hear it", remedy) for name in unheard])
        values = np.array([signals.get(name, 0.0) for name in self._signal_names], np.float32)
        return Now(period, self._keys, values)
