"""The week of a desk: how many of its agents work at which hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, Self

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
        first = self._block_at(from_days, "right")
        blocks = np.arange(first, self._block_at(until_days, "left") + 1)
        week, block = np.divmod(blocks, self.starts_days.size)
        at_work = np.maximum(np.floor(self.shares * agents + 0.5), np.minimum(np.ceil(self.shares), agents))
        return week * DAYS_PER_WEEK + self.starts_days[block], at_work[block].astype(np.int64)

    def _block_at(self, days: float, side: Literal["left", "right"]) -> int:
        """Return the number of the block, counted from day 0, in which a day is (`left`: just before it)."""
        week, day = divmod(days, DAYS_PER_WEEK)
        return int(week) * self.starts_days.size + int(self.starts_days.searchsorted(day, side)) - 1


def _share(shifts: Sequence[Shift], weekday: Weekday, hour: float) -> float:
    return sum(shift.share_of_agents for shift in shifts if shift.covers(weekday, hour)) if shifts else 1.0


ALWAYS: Final = Timetable.of(())
