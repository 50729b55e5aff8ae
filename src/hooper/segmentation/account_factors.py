"""Factors by which accounts are scored: what the log tells of a customer, or a number from the profiles.

A factor scores a customer by the percentile rank among those of whom it is known, between 0 and 1, from the
other end where less is better. The score of an axis is the weighted mean of the factors that are known;
whoever lacks more than half of the weight has no score. Who is known for less than a month counts as known
for one.
"""

from collections.abc import Callable, Sequence
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.mean_ranks import percentile_ranks
from hooper.foundation.settings import Positive, Settings
from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_YEAR
from hooper.history.customer_summary import CustomerSummary
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.loyalty_index import lifetime_days
from hooper.segmentation.profile_numbers import profile_numbers
from hooper.segmentation.segments import days_since_last, purchases

Floats = NDArray[np.float64]
Measure = Literal[
    "spend",
    "spend_per_year",
    "spend_per_purchase",
    "purchases",
    "purchases_per_year",
    "days_since_last",
    "silence_in_own_intervals",
    "lifetime_days",
    "active_share",
    "days_known",
]

_LEAST_KNOWN_WEIGHT: Final = 0.5


def _days_known(summary: CustomerSummary) -> Floats:
    return summary.age * summary.unit_days


def _years_known(summary: CustomerSummary) -> Floats:
    return np.maximum(_days_known(summary), DAYS_PER_MONTH) / DAYS_PER_YEAR


def _silence(summary: CustomerSummary) -> Floats:
    """Return the days since the last purchase in mean intervals between purchases, nan after only one."""
    interval = np.divide(
        lifetime_days(summary),
        summary.frequency,
        out=np.full(summary.n_customers, np.nan),
        where=summary.frequency > 0,
    )
    return days_since_last(summary) / interval


MEASURES: Final[dict[Measure, Callable[[CustomerSummary], Floats]]] = {
    "spend": lambda summary: summary.total_spend,
    "spend_per_year": lambda summary: summary.total_spend / _years_known(summary),
    "spend_per_purchase": lambda summary: summary.total_spend / purchases(summary),
    "purchases": lambda summary: purchases(summary).astype(np.float64),
    "purchases_per_year": lambda summary: purchases(summary) / _years_known(summary),
    "days_since_last": days_since_last,
    "silence_in_own_intervals": _silence,
    "lifetime_days": lifetime_days,
    "active_share": lambda summary: lifetime_days(summary) / (_years_known(summary) * DAYS_PER_YEAR),
    "days_known": _days_known,
}


class LogFactor(Settings):
    """A factor that every log tells."""

    measure: Measure
    weight: Positive = 1.0
    less_is_better: bool = False


class ProfileFactor(Settings):
    """A factor that a column of the profiles tells: the growth of an account, a share of wallet, a grade."""

    column: str
    weight: Positive = 1.0
    less_is_better: bool = False


Factor = LogFactor | ProfileFactor


def axis_score(records: CustomerRecords, factors: Sequence[Factor]) -> Floats:
    """Return the score of each customer on an axis, in (0, 1), nan where too little is known, shape `(n,)`.

    Raises InputError if a column is named and the profiles have none.
    """
    total, known_weight = np.zeros((2, records.n_customers))
    for factor in factors:
        rank = percentile_ranks(_values(records, factor))
        score = 1.0 - rank if factor.less_is_better else rank
        is_known = np.isfinite(score)
        total += factor.weight * np.where(is_known, score, 0.0)
        known_weight += factor.weight * is_known
    needed = _LEAST_KNOWN_WEIGHT * sum(factor.weight for factor in factors)
    return np.divide(total, known_weight, out=np.full(total.size, np.nan), where=known_weight >= needed)


def _values(records: CustomerRecords, factor: Factor) -> Floats:
    if isinstance(factor, ProfileFactor):
        return profile_numbers(records, factor.column)
    return MEASURES[factor.measure](records.summary)
