"""The calendar: SimPy decides when things happen, in a fixed order within each period.

A process is restartable: what it must remember is plain data, above all the time at which it acts next,
so that the calendar can be rebuilt at a period boundary. Generators hold nothing and are never saved.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

import simpy

from hooper.foundation import interrupts


class Phase(Enum):
    """The order within one period; each phase has a time of its own, so no two depend on tie-breaking."""

    REVIEW = 0.0
    ACTIONS = 0.125
    ARRIVALS = 0.25
    RETURNS = 0.3125
    SERVING = 0.34375
    CUSTOMERS = 0.375
    LIVES = 0.4375
    JOURNAL = 0.46875
    OUTCOME = 0.5
    DEPARTMENTS = 0.5625
    POINTS = 0.578125
    MARKET = 0.59375
    RECORDING = 0.625
    ACCOUNTS = 0.6875
    SNAPSHOT = 0.75
    TOLD = 0.875

    def at(self, period: int) -> float:
        """Return the time of this phase in a period."""
        return period + self.value


class CalendarProcess(Protocol):
    """Something that happens at times of its own; `next_at` is None when it never happens again."""

    next_at: float | None

    def act(self) -> None:
        """Do what is due now, and set `next_at`."""
        ...


@dataclass
class Recurring:
    """A process that happens every `every` periods from `next_at` on."""

    action: Callable[[int], None]
    next_at: float | None
    every: int = 1

    def act(self) -> None:
        """Do it for the current period, and set the next time."""
        if self.next_at is not None:
            self.action(int(self.next_at))
            self.next_at += self.every


def next_turn(first: int, every: int, now: int) -> int:
    """Return the first of the periods `first`, `first + every`, ... that is not before `now`.

    >>> next_turn(0, 13, 14), next_turn(20, 13, 14)
    (26, 20)
    """
    return max(first, first - (first - now) // every * every)


class Calendar:
    """A SimPy environment whose unit of time is the period."""

    def __init__(self, from_period: int = 0) -> None:
        self._environment = simpy.Environment(from_period)
        self._is_over = False

    @property
    def period(self) -> int:
        """The period that is going on."""
        return int(self._environment.now)

    def add(self, process: CalendarProcess) -> None:
        """Put a process on the calendar."""
        self._environment.process(self._wake(process))

    def run(self, until: int) -> None:
        """Let time pass until the start of period `until`."""
        if until > self._environment.now:
            with interrupts.told_as_such():
                self._environment.run(until=until)

    def close(self) -> None:
        """Let every process end, so that nothing is held that was only waiting for its time."""
        self._is_over = True
        self._environment.run()

    def _wake(self, process: CalendarProcess) -> Generator[simpy.Event, Any, None]:
        while process.next_at is not None:
            yield self._environment.timeout(process.next_at - self._environment.now)
            if self._is_over:
                return
            process.act()
