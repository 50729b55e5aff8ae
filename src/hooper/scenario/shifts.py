"""Shifts: on which days of the week, and from when to when, how many of the agents work."""

from typing import Annotated, Final, Literal, get_args

from pydantic import Field, model_validator

from hooper.foundation.settings import Probability, Settings

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: Final[tuple[Weekday, ...]] = get_args(Weekday)
HOURS_PER_DAY: Final = 24.0


class Shift(Settings):
    """A part of the agents who work at the same hours of the same days; a night is two shifts.

    >>> Shift(days=("monday",), from_hour=8.0, until_hour=16.0).covers("monday", 16.0)
    False
    """

    days: tuple[Weekday, ...] = WEEKDAYS
    from_hour: Annotated[float, Field(ge=0, lt=HOURS_PER_DAY)] = 0.0
    until_hour: Annotated[float, Field(gt=0, le=HOURS_PER_DAY)] = HOURS_PER_DAY
    share_of_agents: Probability = 1.0

    def covers(self, weekday: Weekday, hour: float) -> bool:
        """Return whether the shift is at work at an hour of a day of the week."""
        return weekday in self.days and self.from_hour <= hour < self.until_hour

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Shift":
        if self.until_hour <= self.from_hour:
            raise ValueError(
                f"the shift from {self.from_hour:g} until {self.until_hour:g} o'clock ends before it starts"
                "; give a night as two shifts, until 24 and from 0"
            )
        return self
