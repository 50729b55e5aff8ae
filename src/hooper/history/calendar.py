"""Between dates and days since the origin of a log."""

import math
from datetime import date

import numpy as np

from hooper.foundation.errors import Fault, InputError
from hooper.history.observed import Observed


def is_daily(observed: Observed) -> bool:
    """Tell whether the log knows days only: no purchase has a time of day."""
    time_days = observed.column("time_days")
    return bool(np.array_equal(time_days, np.floor(time_days)))


def seen_until(observed: Observed) -> float:
    """Return when observation ends, in days since the origin: after the last day of a log of whole days."""
    return observed.end_days + is_daily(observed)


def end_of_day(observed: Observed, day: date) -> float:
    """Return the last moment of `day` in days since the origin: a cut after the purchases of that day.

    In a log of whole days that is the day itself, so that ages come out in whole days, as published.
    Raises InputError if the log has no calendar (a simulated one) or does not reach the day.
    """
    if observed.origin is None:
        raise InputError([Fault("log", "a simulated history has no dates", "give the cut in days")])
    days = float((day - observed.origin).days)
    if not 0.0 <= days <= observed.end_days:
        problem = f"{day} is outside the log, which runs {observed.end_days:g} days from {observed.origin}"
        raise InputError([Fault("calibration end", problem, "choose a date inside the log")])
    return days if is_daily(observed) else math.nextafter(days + 1.0, 0.0)
