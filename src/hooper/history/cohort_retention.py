"""Cohort retention: of those who came in together, what share bought again in each later month or week."""

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_WEEK
from hooper.history.calendar import seen_until
from hooper.history.observed import Observed
from hooper.history.purchases import merge_same_day

CohortUnit = Literal["week", "month"]


@dataclass(frozen=True)
class CohortRetention:
    """Retention of entry cohorts over their tenure, both counted in `unit`.

    `start_days`, shape `(n_cohorts,)`, is when each cohort's period of entry starts, in days since the
    origin, and `labels` names it; `size` is its number of customers. `share[c, k]`, shape
    `(n_cohorts, n_periods)`, is the share of cohort c that bought in the k-th period after entry: 1 in
    column 0, nan where the log does not reach to the end of the period.
    """

    unit: CohortUnit
    labels: tuple[str, ...]
    start_days: NDArray[np.float64]
    size: NDArray[np.int64]
    share: NDArray[np.float64]


def cohort_retention(observed: Observed, unit: CohortUnit = "month") -> CohortRetention:
    """Tabulate the retention of every cohort by entry period and tenure.

    A week is seven days from the origin on. A month is one of the calendar if the log has dates, and
    of 30.4375 days if it is simulated.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS
    >>> rows = {"customer_id": [0, 0, 1], "time_days": [0.0, 9.0, 3.0], "amount": [1.0, 1.0, 1.0]}
    >>> retention = cohort_retention(Observed(pa.table(rows, schema=TRANSACTIONS), end_days=13.0), "week")
    >>> retention.labels, retention.size.tolist(), retention.share.tolist()
    (('day 0',), [2], [[1.0, 0.5]])
    """
    bounds = _period_bounds(observed, unit)
    bought, size = _count(observed, bounds)
    last_period = np.add.outer(np.arange(size.size), np.arange(size.size))
    complete = last_period < np.searchsorted(bounds, seen_until(observed), side="right") - 1
    share = np.where(complete, bought / np.maximum(size, 1)[:, np.newaxis], np.nan)
    entered = np.flatnonzero(size)
    return CohortRetention(
        unit=unit,
        labels=tuple(_label(observed, unit, bounds[cohort]) for cohort in entered),
        start_days=bounds[entered],
        size=size[entered],
        share=share[entered],
    )


def _count(observed: Observed, bounds: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return how many of each cohort bought in each period of tenure, and the sizes of the cohorts."""
    purchases = merge_same_day(observed)
    n_periods = bounds.size - 1
    period = np.searchsorted(bounds, purchases.time_days, side="right") - 1
    is_first = purchases.is_first()
    customer = np.cumsum(is_first) - 1
    entry = period[is_first]
    visited, tenure = np.unique(np.stack((customer, period - entry[customer])), axis=1)
    bought = np.zeros((n_periods, n_periods))
    np.add.at(bought, (entry[visited], tenure), 1.0)
    return bought, np.bincount(entry, minlength=n_periods)


def _period_bounds(observed: Observed, unit: CohortUnit) -> NDArray[np.float64]:
    """Return where every period of the log starts and the last one ends, in days since the origin."""
    until = seen_until(observed)
    if unit == "month" and observed.origin is not None:
        origin = np.datetime64(observed.origin, "D")
        last_day = origin + (math.ceil(until) - 1)
        months = np.arange(origin.astype("datetime64[M]"), last_day.astype("datetime64[M]") + 2)
        return (months.astype("datetime64[D]") - origin).astype(np.float64)
    length = DAYS_PER_WEEK if unit == "week" else DAYS_PER_MONTH
    return length * np.arange(math.ceil(until / length) + 1, dtype=np.float64)


def _label(observed: Observed, unit: CohortUnit, start_days: float) -> str:
    if observed.origin is None:
        return f"day {start_days:g}"
    start = (observed.origin + timedelta(days=start_days)).isoformat()
    return start[:7] if unit == "month" else start
