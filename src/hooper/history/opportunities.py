"""From a log to opportunities: time after each customer's first purchase is cut into pieces.

A piece in which the customer bought, however often, is an opportunity taken. Only whole pieces count, so
that every opportunity was the same chance to buy.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_YEAR
from hooper.history.observed import Observed
from hooper.history.opportunity_summary import OpportunitySummary
from hooper.history.purchases import Purchases, merge_same_day

Numbers = NDArray[np.int64]
CalendarPeriod = Literal["month", "year"]

_CALENDAR = {"month": ("datetime64[M]", DAYS_PER_MONTH), "year": ("datetime64[Y]", DAYS_PER_YEAR)}
_ROUNDING = 1e-9  # share of an opportunity by which a purchase at its very end may seem to be after it


def summarise_opportunities(
    observed: Observed, opportunity_days: float, cut_days: float | None = None
) -> OpportunitySummary:
    """Cut the time from each customer's first purchase to `cut_days` into pieces of `opportunity_days`.

    Opportunity k ends k pieces after the first purchase, its end included, and those that end by the cut
    (default: the end of the log) are seen; purchases after the last of them are left out. So are
    customers who first bought after the cut. Purchases on the day of the first one count as that one.
    Raises InputError if `opportunity_days` is below 1: purchases of one day cannot be told apart.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS
    >>> rows = {"customer_id": [0, 0, 0, 1], "time_days": [0.0, 9.0, 14.0, 7.0], "amount": [1.0] * 4}
    >>> log = Observed(pa.table(rows, schema=TRANSACTIONS), end_days=27.0)
    >>> summary = summarise_opportunities(log, opportunity_days=7.0)
    >>> summary.frequency.tolist(), summary.recency.tolist(), summary.opportunities.tolist()
    ([1, 0], [2, 0], [3, 2])
    """
    return _summary(*number_opportunities(observed, opportunity_days, cut_days), opportunity_days)


def number_opportunities(
    observed: Observed, opportunity_days: float, cut_days: float | None = None
) -> tuple[Purchases, Numbers, Numbers]:
    """Return the purchases, the number of each one's opportunity, and how many each customer has seen.

    As `summarise_opportunities` has it: 0 is the first purchase, and one after the last whole opportunity
    has a number above those seen. Shapes `(n_purchases,)` and `(n_customers,)`.
    """
    if not 1.0 <= opportunity_days < np.inf:
        remedy = "give the days from one opportunity to the next, 1 at least"
        raise InputError([Fault("opportunity_days", f"is {opportunity_days}", remedy)])
    cut = observed.end_days if cut_days is None else cut_days
    purchases = merge_same_day(observed, cut + _ROUNDING * opportunity_days)
    starts, ends = purchases.customer_bounds()
    first = purchases.time_days[starts]
    passed = (purchases.time_days - np.repeat(first, ends - starts)) / opportunity_days
    number = np.ceil(passed - _ROUNDING).astype(np.int64)
    return purchases, number, np.floor((cut - first) / opportunity_days + _ROUNDING).astype(np.int64)


def summarise_calendar_opportunities(
    observed: Observed, period: CalendarPeriod, cut_days: float | None = None
) -> OpportunitySummary:
    """Take every calendar month or year after that of a customer's first purchase as an opportunity.

    A period is seen if its last day is, that of `cut_days` (default: the end of the log) being seen as a
    whole. Otherwise as `summarise_opportunities`. Raises InputError if the log has no calendar (a
    simulated one).
    """
    if observed.origin is None:
        remedy = "cut it into opportunities of a number of days"
        raise InputError([Fault("log", "a simulated history has no dates", remedy)])
    unit, days = _CALENDAR[period]
    origin = np.datetime64(observed.origin, "D")

    def periods(time_days: NDArray[np.float64]) -> Numbers:
        return (origin + np.floor(time_days).astype(np.int64)).astype(unit).astype(np.int64)

    cut = observed.end_days if cut_days is None else cut_days
    purchases = merge_same_day(observed, cut)
    starts, ends = purchases.customer_bounds()
    period_of = periods(purchases.time_days)
    last_whole = periods(np.array([cut + 1.0])) - 1
    number = period_of - np.repeat(period_of[starts], ends - starts)
    # Who came in the period of the cut, which is not over, has seen none.
    return _summary(purchases, number, np.maximum(last_whole - period_of[starts], 0), days)


def _summary(purchases: Purchases, number: Numbers, seen: Numbers, days: float) -> OpportunitySummary:
    """Count the opportunities taken, given the number of each purchase's and how many each customer saw."""
    starts, ends = purchases.customer_bounds()
    taken = (np.diff(number, prepend=0) != 0) & (number > 0) & (number <= np.repeat(seen, ends - starts))
    numbered = np.where(taken, number, 0)
    frequency, recency = np.zeros((2, starts.size), dtype=np.int64)
    if starts.size:
        frequency = np.add.reduceat(taken.astype(np.int64), starts)
        recency = np.maximum.reduceat(numbered, starts)
    return OpportunitySummary(purchases.customer_id[starts], frequency, recency, seen, float(days))
