"""The week of a desk: how many of its agents work at which hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_WEEK
from hooper.scenario.shifts import HOURS_PER_DAY, WEEKDAYS, Shift, Weekday


@dataclass(frozen=True)
class Timetable:
    """The share of the agents who work, from each of some times of the week on; every week is the same.

    `starts_days`, shape `(n_blocks,)`, counts days since Monday began and starts at 0; `shares` likewise.
    Day 0 of a world is a Monday. An agent whose time is over finishes the case in hand.
    """

    starts_days: NDArray[np.float64]
    shares: NDArray[np.float64]

    @classmethod
    def of(cls, shifts: Sequence[Shift]) -> Self:
        """Return the week of these shifts; without any, all agents work at all times.

        >>> Timetable.of([Shift(days=("monday",), from_hour=12.0, until_hour=24.0)]).starts_days.tolist()
        [0.0, 0.5, 1.0]
        """
        said = {0.0, *(hour for shift in shifts for hour in (shift.from_hour, shift.until_hour))}
        hours = sorted(said - {HOURS_PER_DAY})
        days = np.array([day + hour / HOURS_PER_DAY for day in range(len(WEEKDAYS)) for hour in hours])
        shares = np.array([_share(shifts, weekday, hour) for weekday in WEEKDAYS for hour in hours])
        changes = np.diff(shares, prepend=np.nan) != 0.0
        return cls(days[changes], shares[changes])

    def working(
        self, agents: int, from_days: float, until_days: float
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return from which days on how many of `agents` work; the first holds at `from_days`.

        Shares of agents are rounded, but one always works where anybody does.
        """
        first, last = from_days // DAYS_PER_WEEK - 1.0, until_days // DAYS_PER_WEEK + 1.0
        weeks = np.arange(first, last)[:, np.newaxis] * DAYS_PER_WEEK
        days = (weeks + self.starts_days).ravel()
        at_work = np.maximum(np.floor(self.shares * agents + 0.5), np.minimum(np.ceil(self.shares), agents))
        counts = (0.0 * weeks + at_work).ravel().astype(np.int64)
        within = slice(np.searchsorted(days, from_days, "right") - 1, np.searchsorted(days, until_days))
        return days[within], counts[within]


def _share(shifts: Sequence[Shift], weekday: Weekday, hour: float) -> float:
    return sum(shift.share_of_agents for shift in shifts if shift.covers(weekday, hour)) if shifts else 1.0


ALWAYS: Final = Timetable.of(())
