"""Tracking: the repeat purchases of a cohort, period by period, against what models expect of new customers.

Source: Fader, Hardie and Lee (2005), Marketing Science 24(2), section 4. Every customer enters with the
first purchase, so that by time t the cohort should have made

    sum over the customers with entry e <= t of E[X(t - e)]

repeat purchases, where E[X(.)] is the expectation of a customer of whom nothing is known. The fit saw what
lies before the cut, and nothing after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.calendar import is_daily
from hooper.history.customer_summary import CustomerSummary
from hooper.history.observed import Observed
from hooper.history.purchases import merge_same_day
from hooper.lifetime_value import catalogue
from hooper.lifetime_value.entries import entries_by_day
from hooper.lifetime_value.fit import Fit
from hooper.lifetime_value.model_kinds import Parameters, PurchaseModel

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Tracking:
    """Repeat purchases in each period, of all customers of a summary together.

    `ends_days`, shape `(n_periods,)`, is the last moment of each period in days since the origin; the
    first period starts with the log. `actual` and every array of `expected`, by the name of the model,
    have the same shape; what a failed fit expects is nan. `cut_days` is where calibration ends.
    """

    period_days: float
    cut_days: float
    ends_days: Floats
    actual: NDArray[np.int64]
    expected: dict[str, Floats]

    @property
    def n_calibration(self) -> int:
        """The number of periods that end with the calibration or before."""
        return int(np.searchsorted(self.ends_days, self.cut_days, side="right"))


def track(
    fits: Sequence[Fit], summary: CustomerSummary, observed: Observed, period_days: float = DAYS_PER_WEEK
) -> Tracking:
    """Set the purchases that the fits expect beside those that were made, over all whole periods of the log.

    The cohort is everybody in `summary`, which the models were fitted to. Raises InputError if a fit is
    not of a model of purchases, or if the log is shorter than a period.
    """
    ends = _period_ends(observed, period_days)
    return Tracking(
        period_days=period_days,
        cut_days=summary.cut_days,
        ends_days=ends,
        actual=_actual(summary, observed, ends),
        expected={fit.model: _expected(fit, summary, ends) for fit in fits},
    )


def expected_repeat_purchases(
    model: PurchaseModel, parameters: Parameters, summary: CustomerSummary, until_days: Floats
) -> Floats:
    """Return the repeat purchases that the cohort should have made by each of `until_days`, `(n_times,)`."""
    entries = entries_by_day(summary)
    elapsed = np.maximum(until_days - entries.time_days[:, np.newaxis], 0.0) / summary.unit_days
    of_one = model.expected_transactions_of_new(parameters, elapsed.ravel()).reshape(elapsed.shape)
    return entries.customers @ of_one


def _period_ends(observed: Observed, period_days: float) -> Floats:
    """Return the last moment of every whole period; in a log of whole days that is its last day."""
    last_moment = float(is_daily(observed))
    periods = int((observed.end_days + last_moment) // period_days)
    if not periods:
        problem = f"it runs for {observed.end_days:g} days, less than one period"
        raise InputError([Fault("log", problem, f"choose a period shorter than {period_days:g} days")])
    return period_days * np.arange(1, periods + 1, dtype=np.float64) - last_moment


def _actual(summary: CustomerSummary, observed: Observed, ends_days: Floats) -> NDArray[np.int64]:
    purchases = merge_same_day(observed)
    repeats = purchases.where(~purchases.is_first() & np.isin(purchases.customer_id, summary.customer_id))
    made_by = np.searchsorted(np.sort(repeats.time_days), ends_days, side="right")
    return np.diff(made_by, prepend=0)


def _expected(fit: Fit, summary: CustomerSummary, ends_days: Floats) -> Floats:
    model = catalogue.purchase_model(fit.model)
    if fit.status == "failed":
        return np.full(ends_days.size, np.nan)
    return np.diff(expected_repeat_purchases(model, fit.parameters, summary, ends_days), prepend=0.0)
