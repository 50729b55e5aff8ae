"""Seven indicators of loyalty, as far as a firm can see them of its customers.

Repeat purchases and the days from the first to the last purchase are in every log. Customers referred are
known where the log has referrals, and are nought of whoever has referred nobody. Categories bought in are the
different products in `product_lines`, a log with products. Tolerance of failures is the share of failures
voiced three months ago or earlier after which an order came within three months. Price sensitivity is the
answer to whether a premium is paid, from the other end. A column of the profiles that tells more goes before:
what share was bought at a discount, say. How long somebody chose nobody sees, and only a column can tell.
What is not known is nan, and nobody is given the figures of others. `hooper.economics.loyalty_indicators`
tells the same seven of simulated customers, from what only the simulator knows.
Source: textbook slides on customer value, indicators of customer loyalty.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.economics.relationship_quality import RelationshipQuality
from hooper.foundation.mean_ranks import percentile_ranks
from hooper.foundation.settings import Settings
from hooper.segmentation.activity_of_records import activity_of_records, in_order_of
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.loyalty_index import lifetime_days
from hooper.segmentation.profile_numbers import profile_numbers

Floats = NDArray[np.float64]

AGAINST_LOYALTY: Final = ("price_sensitivity", "days_choosing")


class IndicatorColumns(Settings):
    """The columns of the profiles that tell what the log does not."""

    categories: str | None = None
    price_sensitivity: str | None = None
    days_choosing: str | None = None


def observed_indicators(records: CustomerRecords, columns: IndicatorColumns) -> Mapping[str, Floats]:
    """Return the seven indicators of each customer by name, nan where they are not known, shape `(n,)` each.

    Raises InputError if a column is named and the profiles have none.
    """
    return {
        "repeat_purchases": records.summary.frequency.astype(np.float64),
        "categories": _categories(records, columns.categories),
        "price_sensitivity": _price_sensitivity(records, columns.price_sensitivity),
        "tolerance_of_failures": _tolerance(records),
        "days_choosing": _told(records, columns.days_choosing),
        "customers_referred": _referred(records),
        "days_of_relationship": lifetime_days(records.summary),
    }


def composite(indicators: Mapping[str, Floats]) -> Floats:
    """Return the mean of the percentile ranks of the indicators that are known, in (0, 1), shape `(n,)`.

    Ranks are among those of whom an indicator is known, from the other end where it speaks against.

    >>> seen = {"repeat_purchases": np.array([1.0, 5.0]), "days_choosing": np.array([np.nan, 2.0])}
    >>> composite(seen).tolist()
    [0.25, 0.625]
    """
    ranks = np.array([percentile_ranks(values) for values in indicators.values()])
    is_against = np.isin(tuple(indicators), AGAINST_LOYALTY)[:, np.newaxis]
    signed = np.where(is_against, 1.0 - ranks, ranks)
    return np.nansum(signed, axis=0) / np.isfinite(ranks).sum(axis=0)


def _told(records: CustomerRecords, column: str | None) -> Floats:
    """Return what a column of the profiles tells, nan of everybody without one."""
    return np.full(records.n_customers, np.nan) if column is None else profile_numbers(records, column)


def _categories(records: CustomerRecords, column: str | None) -> Floats:
    if column is not None or not records.has_table("product_lines"):
        return _told(records, column)
    lines = records.table("product_lines")
    each = lines.group_by(["customer_id", "product"]).aggregate([])
    return np.bincount(records.place(each), minlength=records.n_customers).astype(np.float64)


def _price_sensitivity(records: CustomerRecords, column: str | None) -> Floats:
    if column is not None or not records.has_table("survey_answers"):
        return _told(records, column)
    activity = activity_of_records(records)
    return -in_order_of(records, activity, activity.mean_answer(["pays_a_premium"]))


def _tolerance(records: CustomerRecords) -> Floats:
    if not records.has_table("service_cases"):
        return _told(records, None)
    activity = activity_of_records(records)
    return in_order_of(records, activity, RelationshipQuality.of(activity).forgiven_share)


def _referred(records: CustomerRecords) -> Floats:
    if not records.has_table("referrals"):
        return _told(records, None)
    place = records.place(records.table("referrals"))
    return np.bincount(place, minlength=records.n_customers).astype(np.float64)
