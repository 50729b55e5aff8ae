"""Which weeks of a log a world is fitted to, which are kept for checking, and who was there before.

A log may begin in the middle of lives (left truncation). Then most customers are seen as soon as their own
rhythm lets them, and buy no more often in the beginning than later: of the first appearances in the first
eight weeks, more than twice as many fall into the first four, of all purchases at most a quarter more. Such
customers entered the world some weeks before the log, and nothing is said of whom the firm acquires.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.calendar import seen_until
from hooper.history.observed import Observed
from hooper.study.calibrated_world import whole_weeks
from hooper.study.simulated_moments.cohort import Cohort, cohort_of

FEWEST_WEEKS = 8
FEWEST_CUSTOMERS = 100
USUAL_WEEKS_BEFORE = 52
_APPEAR_AT_ONCE = 2.0
_BUY_AS_LATER = 1.25
_FOUR_WEEKS = 28


@dataclass(frozen=True)
class CalibrationWindow:
    """Weeks of calibration and of holdout; customers entered the world up to `weeks_before` the log.

    `entry_day_shares` are those of the founders of the world, which begins so many weeks before the log.
    """

    weeks: int
    holdout_weeks: int
    weeks_before: int
    entry_day_shares: tuple[float, ...]

    @property
    def start_days(self) -> int:
        """The day of the world on which the log begins."""
        return self.weeks_before * int(DAYS_PER_WEEK)


def window_of(
    observed: Observed, cut_days: float | None = None, weeks_before: int | None = None
) -> CalibrationWindow:
    """Return the window of a log; without a cut its first half, in whole weeks.

    Without `weeks_before`, it is 0 unless the log begins in the middle of lives. Raises `InputError` if there
    are too few weeks or customers, or no whole week after the cut.
    """
    total = int(seen_until(observed) // DAYS_PER_WEEK)
    weeks = total // 2 if cut_days is None else min(whole_weeks(np.floor(cut_days)), total)
    log = cohort_of(observed, weeks, weeks)
    _require_enough(weeks, total, log.size)
    before = _weeks_before(log) if weeks_before is None else weeks_before
    shares = np.bincount(log.first_day) / log.size if not before else np.ones(1)
    return CalibrationWindow(weeks, total - weeks, before, tuple(shares.tolist()))


def _weeks_before(log: Cohort) -> int:
    """Return `USUAL_WEEKS_BEFORE` if the log begins in the middle of lives, else 0."""
    appear_at_once = _first_to_second_four_weeks(log.first_day) > _APPEAR_AT_ONCE
    buy_as_later = _first_to_second_four_weeks(log.day) <= _BUY_AS_LATER
    return USUAL_WEEKS_BEFORE if appear_at_once and buy_as_later else 0


def _first_to_second_four_weeks(days: NDArray[np.int64]) -> float:
    """Return how many times as many days lie in the first four weeks as in the next four."""
    first, second, *_ = np.bincount(days // _FOUR_WEEKS, minlength=2).tolist()
    return first / max(second, 1)


def _require_enough(weeks: int, total: int, customers: int) -> None:
    faults: list[Fault] = []
    if weeks < FEWEST_WEEKS:
        problem = f"calibration has {weeks} whole weeks, and {FEWEST_WEEKS} are needed"
        faults.append(Fault("log", problem, "give a longer log or a later --calibration-end"))
    elif total == weeks:
        problem = "no whole week of the log lies after the end of calibration: there is nothing to check by"
        faults.append(Fault("--calibration-end", problem, "choose an earlier day"))
    elif customers < FEWEST_CUSTOMERS:
        problem = f"{customers} customers bought by the end of calibration, {FEWEST_CUSTOMERS} are needed"
        faults.append(Fault("log", problem, "give a log of more customers"))
    if faults:
        raise InputError(faults)
