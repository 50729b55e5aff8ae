"""What SimPy costs as the clock: the time between the things that happen, over the time that these take.

Everything on the calendar is timed from the inside, and the whole run from the outside; the difference is
SimPy's (and, to its disadvantage, that of looking at the watch).
"""

import time
from collections.abc import Callable
from unittest.mock import patch

from first_world import first_world

from hooper.engine.clock import Calendar, CalendarProcess
from hooper.engine.simulate import simulate

NAME = "clock_overhead"
GROUP = "engine"
MUST = {"clock / work": 0.03}
AIM = {"clock / work": 0.01}

CUSTOMERS = 10_000
PERIODS = 52
REPEATS = 7


class Watch:
    """A process of the calendar, with the time that its acts have taken; all add to one sum."""

    seconds_of_all = 0.0

    def __init__(self, process: CalendarProcess) -> None:
        self._process, self.next_at = process, process.next_at

    def act(self) -> None:
        began = time.perf_counter()
        self._process.act()
        Watch.seconds_of_all += time.perf_counter() - began
        self.next_at = self._process.next_at


class WatchedCalendar(Calendar):
    seconds = 0.0

    def add(self, process: CalendarProcess) -> None:
        super().add(Watch(process))

    def run(self, until: int) -> None:
        began = time.perf_counter()
        super().run(until)
        WatchedCalendar.seconds += time.perf_counter() - began


def run() -> dict[str, object]:
    simulate(first_world(1), 1)  # compiles
    measured = [watched() for _ in range(REPEATS)]
    clock, work = min(measured)
    return {
        "seconds": clock + work,
        "us_a_period": 1e6 * clock / PERIODS,
        "customers": CUSTOMERS,
        "periods": PERIODS,
        "ratios": {"clock / work": clock / min(work for _, work in measured)},
    }


def task() -> Callable[[], object]:
    return watched


def watched() -> tuple[float, float]:
    """Return the seconds of the clock, and those of what happened on it."""
    WatchedCalendar.seconds = Watch.seconds_of_all = 0.0
    with patch("hooper.engine.run.Calendar", WatchedCalendar):
        simulate(first_world(CUSTOMERS), PERIODS)
    return WatchedCalendar.seconds - Watch.seconds_of_all, Watch.seconds_of_all
