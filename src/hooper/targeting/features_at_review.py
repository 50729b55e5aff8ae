"""What a firm has seen of each customer up to a review, as numbers that models can learn from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.customer_summary import CustomerSummary
from hooper.history.observed import SCHEMAS, Observed

Floats = NDArray[np.float64]

# Spans before the review in which orders and spend are counted apart.
RECENT_WEEKS: Final = (13.0, 52.0)
_COUNTED: Final = ("service_cases", "contacts", "campaign_contacts", "referrals", "tickets")


@dataclass(frozen=True)
class FeaturesAtReview:
    """Features of n customers, in order of id: `values` has the shape `(n, n_features)`, all finite.

    Times are in weeks, amounts in currency units, and the others are counts up to the review. What is known
    of who customers are (`profiles`) is there as told, category levels by their number.
    """

    customer_id: NDArray[np.uint64]
    names: tuple[str, ...]
    values: Floats


def features_at_review(
    observed: Observed, summary: CustomerSummary, review_period: int, period_days: float
) -> FeaturesAtReview:
    """Return the features of the customers of a summary that was made at the review.

    Nothing is read that happened after `summary.cut_days`, or in the period of the review or a later one.
    """
    columns = {
        **features_of_summary(summary),
        **dict(_recent(observed, summary)),
        **_counts(observed, summary, review_period),
        **dict(_profile(observed, summary.customer_id)),
    }
    return FeaturesAtReview(summary.customer_id, tuple(columns), np.column_stack(list(columns.values())))


def features_of_summary(summary: CustomerSummary) -> dict[str, Floats]:
    """Return what a summary alone tells of each customer, by name, `(n,)` each."""
    purchases = summary.frequency.astype(np.float64) + 1.0
    weeks = summary.unit_days / DAYS_PER_WEEK
    return {
        "weeks_since_last": (summary.age - summary.recency) * weeks,
        "weeks_known": summary.age * weeks,
        "purchases": purchases,
        "purchases_per_week": purchases / (1.0 + summary.age * weeks),
        "mean_amount": summary.total_spend / purchases,
        "total_spend": summary.total_spend,
    }


def _recent(observed: Observed, summary: CustomerSummary) -> Iterator[tuple[str, Floats]]:
    ids, days = observed.column("customer_id"), observed.column("time_days")
    for weeks in RECENT_WEEKS:
        since = summary.cut_days - weeks * DAYS_PER_WEEK
        recent = np.flatnonzero((days > since) & (days <= summary.cut_days))
        orders, spend = _added(summary.customer_id, ids[recent], observed.column("amount")[recent])
        yield f"orders_in_{weeks:.0f}_weeks", orders
        yield f"spend_in_{weeks:.0f}_weeks", spend


def _counts(observed: Observed, summary: CustomerSummary, review_period: int) -> Mapping[str, Floats]:
    columns: dict[str, Floats] = {}
    for name in _COUNTED:
        rows = observed.others.get(name, SCHEMAS[name].empty_table())
        before = rows.filter(pa.array(_is_before(rows, summary.cut_days, review_period)))
        who = before["customer_id"].to_numpy()
        columns[name], _ = _added(summary.customer_id, who, np.zeros(who.size))
    return columns


def _is_before(rows: pa.Table, cut_days: float, review_period: int) -> NDArray[np.bool_]:
    if "time_days" in rows.column_names:
        return rows["time_days"].to_numpy() <= cut_days
    return rows["period"].to_numpy() < review_period


def _profile(observed: Observed, ids: NDArray[np.uint64]) -> Iterator[tuple[str, Floats]]:
    told = observed.others.get("profiles", SCHEMAS["profiles"].empty_table())
    who, trait, value = (told[name].to_numpy() for name in ("customer_id", "trait", "value"))
    for number in np.unique(trait).tolist():
        of_trait = trait == number
        _, values = _added(ids, who[of_trait], value[of_trait].astype(np.float64))
        yield f"trait_{number}", values


def _added(ids: NDArray[np.uint64], who: NDArray[np.uint64], amounts: Floats) -> tuple[Floats, Floats]:
    """Return how many rows each customer of `ids` (sorted) has, and the sum of their amounts."""
    place = np.minimum(np.searchsorted(ids, who), max(ids.size - 1, 0))
    of_them = ids[place] == who if ids.size else np.zeros(who.size, np.bool_)
    count = np.bincount(place[of_them], minlength=ids.size).astype(np.float64)
    return count, np.bincount(place[of_them], amounts[of_them], ids.size).astype(np.float64)
