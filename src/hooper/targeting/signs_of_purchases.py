"""Signs that purchases give as a month begins: how long the silence is, and whether that is usual.

The rhythm is the mean number of days from purchase to purchase, a customer being known for a month more than
she has been: `(days known + month) / purchases`. The silence is the number of purchases that would have come
in it at that rhythm. The latest rhythm is that of the last three purchases and of the silence since. All are
logarithms, and none depends on the unit of money.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.purchases import Purchases
from hooper.targeting.month_rows import MonthRows

RECENCY = "recency"
SILENCE = "silence"
_LATEST = 3
_SAME = 0.5  # of a share: the latest amounts are those that there have always been

Floats = NDArray[np.float64]


def signs_of_purchases(purchases: Purchases, rows: MonthRows) -> dict[str, NDArray[np.float32]]:
    """Return the signs by name, each of shape `(n_rows,)`.

    >>> weekly = Purchases(np.zeros(8, np.uint64), 7.0 * np.arange(8), np.ones(8))
    >>> from hooper.targeting.month_rows import month_rows
    >>> signs = signs_of_purchases(weekly, month_rows(weekly, end_days=77.0, given_up_days=90.0))
    >>> np.expm1(signs["recency"]).round().tolist(), signs["latest_amounts"].tolist()
    ([2.0, 5.0, 28.0], [0.5, 0.5, 0.5])
    """
    start, last = rows.start_days, purchases.time_days[rows.purchase]
    number = rows.purchase - rows.first + 1
    silence_days = start - last
    known_days = start - purchases.time_days[rows.first]
    rhythm = (known_days + DAYS_PER_MONTH) / number
    latest_from = np.maximum(rows.purchase - _LATEST, rows.first)
    latest = (start - purchases.time_days[latest_from] + DAYS_PER_MONTH) / (rows.purchase - latest_from + 1)
    recency, silence, latest = np.log1p(silence_days), np.log1p(silence_days / rhythm), np.log(latest)
    signs = {
        RECENCY: recency,
        "recency_squared": recency**2,
        SILENCE: silence,
        "silence_squared": silence**2,
        "rhythm": np.log(rhythm),
        "latest_rhythm": latest,
        "latest_rhythm_squared": latest**2,
        "tenure": np.log1p(known_days),
        "latest_amounts": _latest_amounts(purchases.amount, rows),
    }
    return {name: values.astype(np.float32) for name, values in signs.items()}


def _latest_amounts(amount: Floats, rows: MonthRows) -> Floats:
    """Return the mean of the last three amounts as a share of it and the mean of all."""
    before = np.append(0.0, np.cumsum(amount))
    until, latest_from = rows.purchase + 1, np.maximum(rows.purchase + 1 - _LATEST, rows.first)
    of_latest = (before[until] - before[latest_from]) / (until - latest_from)
    of_all = (before[until] - before[rows.first]) / (until - rows.first)
    both = of_latest + of_all
    return np.divide(of_latest, both, out=np.full(both.size, _SAME), where=both > 0.0)
