"""What can be told of each customer at a cut from observations alone: the features of a classifier of stages.

Amounts are in purchases of the mean amount in the log, so that nothing depends on the unit of money. What is
not there, such as the gap before the only purchase, is nan.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import Positive, Settings
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.observed import Observed
from hooper.history.purchases import Purchases, merge_same_day
from hooper.segmentation.events_before import events_before
from hooper.segmentation.monthly_curves import MonthlyCurves, ProfitSettings, monthly_curves
from hooper.segmentation.own_rhythm import OwnRhythm, own_rhythm

Floats = NDArray[np.float64]

# Months before the cut, from and to.
_SPANS: Final = ((0, 1), (0, 3), (3, 6), (6, 12))
_WINDOW_MONTHS: Final = 3
_EVENTS: Final = ("contacts", "campaign_contacts", "service_cases", "referrals")
_EVENT_MONTHS: Final = 6


class StageFeatureSettings(Settings):
    """How long the periods are by which contacts and referrals are dated, and what of volume is profit."""

    period_days: Positive = DAYS_PER_MONTH
    profit: ProfitSettings = ProfitSettings()


@dataclass(frozen=True)
class StageFeatures:
    """One row a customer, by id, and one column a feature: `values` has the shape `(n, features)`."""

    customer_id: NDArray[np.uint64]
    names: tuple[str, ...]
    values: Floats


def stage_features(observed: Observed, cut_days: float, settings: StageFeatureSettings) -> StageFeatures:
    """Return the features of everybody who bought by the cut.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS
    >>> rows = {"customer_id": [1, 1, 2], "time_days": [0.0, 30.0, 50.0], "amount": [5.0, 7.0, 6.0]}
    >>> log = Observed(pa.table(rows).cast(TRANSACTIONS), end_days=60.0)
    >>> found = stage_features(log, 60.0, StageFeatureSettings())
    >>> found.values[:, found.names.index("silent_days")].tolist()
    [30.0, 10.0]
    """
    purchases = merge_same_day(observed, cut_days)
    rhythm = own_rhythm(purchases, cut_days)
    curves = monthly_curves(purchases, cut_days, settings.profit)
    columns = {
        **_of_rhythm(purchases, rhythm, cut_days),
        **_of_gaps(purchases, rhythm),
        **_of_curves(curves, rhythm),
        **_of_best_window(curves),
        **_of_events(observed, curves.customer_id, cut_days, settings.period_days),
    }
    # Rounded, so that neither the order of the customers nor the unit of money is in the last bits.
    values = np.round(np.column_stack(tuple(columns.values())), 9)
    return StageFeatures(curves.customer_id, tuple(columns), values)


def _of_rhythm(purchases: Purchases, rhythm: OwnRhythm, cut_days: float) -> dict[str, Floats]:
    return {
        "days_known": cut_days - purchases.time_days[purchases.is_first()],
        "purchases": rhythm.purchases.astype(np.float64),
        "gap_days": rhythm.gap_days,
        "silent_days": rhythm.silent_days,
        "silent_gaps": rhythm.silent_gaps,
    }


def _of_gaps(purchases: Purchases, rhythm: OwnRhythm) -> dict[str, Floats]:
    starts, ends = purchases.customer_bounds()
    days, last = purchases.time_days, ends - 1
    gaps = np.diff(days, prepend=0.0)
    gaps[starts] = np.nan
    last_three = np.where(ends - starts > 3, days[last] - days[np.maximum(last - 3, 0)], np.nan)
    return {
        "last_gap_in_own_gaps": gaps[last] / rhythm.gap_days,
        "last_three_gaps_in_own_gaps": last_three / rhythm.gap_days,
        "silence_in_longest_gaps": rhythm.silent_days / np.fmax.reduceat(gaps, starts),
    }


def _of_curves(curves: MonthlyCurves, rhythm: OwnRhythm) -> dict[str, Floats]:
    orders, volume = curves.orders, curves.in_purchases(curves.volume)
    passed = np.arange(orders.shape[1]) - (orders.shape[1] - curves.months_known)[:, np.newaxis]
    is_first = (passed >= 0) & (passed < _WINDOW_MONTHS)
    return {
        **{f"orders_in_months_{begin}_to_{end}": _sum(orders, begin, end) for begin, end in _SPANS},
        **{f"volume_in_months_{begin}_to_{end}": _sum(volume, begin, end) for begin, end in _SPANS},
        "orders_in_first_months": (orders * is_first).sum(axis=1),
        "mean_amount": volume.sum(axis=1) / rhythm.purchases,
        "profit_so_far": curves.in_purchases(curves.profit.sum(axis=1)),
    }


def _sum(monthly: Floats, begin: int, end: int) -> Floats:
    """Return the sum over the months from `begin` to `end` before the cut, shape `(n,)`."""
    months = monthly.shape[1]
    return monthly[:, max(0, months - end) : max(0, months - begin)].sum(axis=1)


def _of_best_window(curves: MonthlyCurves) -> dict[str, Floats]:
    windows = curves.over_window(curves.orders, _WINDOW_MONTHS)
    best = windows.max(axis=1)
    return {
        "orders_in_best_months": best,
        "recent_share_of_best": windows[:, -1] / best,
        "months_since_best": windows[:, ::-1].argmax(axis=1).astype(np.float64),
    }


def _of_events(
    observed: Observed, customer_id: NDArray[np.uint64], cut_days: float, period_days: float
) -> dict[str, Floats]:
    recent = cut_days - _EVENT_MONTHS * DAYS_PER_MONTH
    spans = {"so_far": (-np.inf, cut_days), f"in_{_EVENT_MONTHS}_months": (recent, cut_days)}
    return {
        f"{table}_{when}": events_before(observed, table, customer_id, span, period_days)
        for table in _EVENTS
        for when, span in spans.items()
    }
