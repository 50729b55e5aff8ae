"""From a log to a panel: the purchases of its customers in the periods of one calendar for all.

Period k runs from day k times its length, the end excluded. A customer's first purchase says that the
relationship has begun and is not counted, as in the models of purchases; the first period is the whole one
after it. The last is the last that is over at the cut.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.calendar import is_daily
from hooper.history.observed import Observed
from hooper.history.purchases import Purchases, merge_same_day
from hooper.lifetime_value.hidden_markov.period_covariates import PeriodCovariates
from hooper.lifetime_value.hidden_markov.purchase_counts import count_purchases
from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_ROUNDING = 1e-9  # share of a period by which one that is over at the cut may seem not to be


@dataclass(frozen=True)
class ObservedPanel:
    """The panel of a log, and whose rows its are.

    `customer_id` and `first_period` have shape `(n_customers,)`; the periods of all end before
    `end_period`, while purchases were seen up to `cut_days`, that is, until `seen_until_days`.
    `n_too_late` customers came too late to have a whole period, and are left out. `covariates` hold those
    of periods to come too, as far as they are known.
    """

    panel: PurchasePanel
    customer_id: NDArray[np.uint64]
    first_period: Integers
    end_period: int
    period_days: float
    cut_days: float
    seen_until_days: float
    n_too_late: int
    covariates: PeriodCovariates

    def covariates_to_come(self, n_periods: int) -> Floats:
        """Return the known covariates of the next periods, `(n_customers, n_periods, n_covariates)`."""
        size = self.customer_id.size
        first, periods = np.full(size, self.end_period), np.full(size, n_periods)
        found = self.covariates.spread_over(self.customer_id, first, periods)
        return found.reshape(size, n_periods, len(self.covariates.names))


def panel_of_log(
    observed: Observed, covariates: PeriodCovariates, period_days: float, cut_days: float | None = None
) -> ObservedPanel:
    """Count the purchases of each customer in each period up to `cut_days` (default: the end of the log).

    Purchases of one customer on one calendar day count as one. In a log of whole days that of the cut is
    seen to its end. Raises InputError if `period_days` is below 1 or not one period is over at the cut.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS
    >>> from hooper.lifetime_value.hidden_markov.period_covariates import no_covariates
    >>> rows = {"customer_id": [3, 3, 3, 8], "time_days": [0.0, 8.0, 20.0, 10.0], "amount": [1.0] * 4}
    >>> log = Observed(pa.table(rows, schema=TRANSACTIONS), end_days=27.0)
    >>> found = panel_of_log(log, no_covariates(), period_days=7.0)
    >>> found.panel.purchases.tolist(), found.panel.n_periods.tolist(), found.first_period.tolist()
    ([1, 1, 0, 0, 0], [3, 2], [1, 2])
    """
    cut = observed.end_days if cut_days is None else cut_days
    seen_until = cut + is_daily(observed)
    end_period = _whole_periods(seen_until, period_days)
    purchases = merge_same_day(observed, cut)
    first_period = period_of(purchases.time_days[purchases.is_first()], period_days) + 1
    is_seen = first_period < end_period
    counts, periods = _count(purchases, first_period, end_period, period_days)
    customer_id, first = purchases.customer_id[purchases.is_first()][is_seen], first_period[is_seen]
    return ObservedPanel(
        panel=PurchasePanel(
            counts,
            covariates.spread_over(customer_id, first, periods),
            covariates.names,
            np.concatenate((np.zeros(1, np.int64), np.cumsum(periods))),
        ),
        customer_id=customer_id,
        first_period=first,
        end_period=end_period,
        period_days=period_days,
        cut_days=cut,
        seen_until_days=seen_until,
        n_too_late=int((~is_seen).sum()),
        covariates=covariates,
    )


def period_of(time_days: Floats, period_days: float) -> Integers:
    """Return the period in which each moment lies, same shape."""
    return np.floor(time_days / period_days).astype(np.int64)


def _whole_periods(end_days: float, period_days: float) -> int:
    if not 1.0 <= period_days < np.inf:
        remedy = "give the days of a period, 1 at least"
        raise InputError([Fault("period_days", f"is {period_days}", remedy)])
    whole = int(np.floor(end_days / period_days + _ROUNDING))
    if whole < 1:
        problem = f"no period of {period_days:g} days is over when the log is cut off after {end_days:g} days"
        raise InputError([Fault("log", problem, "choose shorter periods or a later cut")])
    return whole


def _count(
    purchases: Purchases, first_period: Integers, end_period: int, period_days: float
) -> tuple[Integers, Integers]:
    """Count purchases as `count_purchases` does, those of customers who have a whole period at all."""
    starts, ends = purchases.customer_bounds()
    is_seen = first_period < end_period
    number = np.repeat(np.cumsum(is_seen) - 1, ends - starts)
    period = period_of(purchases.time_days, period_days)
    kept = np.repeat(is_seen, ends - starts) & (period >= np.repeat(first_period, ends - starts))
    # In units of periods all is whole numbers, and no rounding moves a purchase.
    entry = first_period[is_seen].astype(np.float64)
    return count_purchases(number[kept], period[kept].astype(np.float64), entry, float(end_period), 1.0)
