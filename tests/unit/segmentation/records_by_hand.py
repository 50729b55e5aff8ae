"""Records of a few customers whose days, purchases, spend and profiles are given by hand."""

from dataclasses import replace

import numpy as np
import pyarrow as pa

from hooper.history.customer_summary import CustomerSummary
from hooper.segmentation.customer_records import CustomerRecords

CUT_DAYS = 2000.0


def records(silent, purchases, lifetime, spend, **columns):
    """Return customers 0, 1, ... with days since the last purchase, purchases, lifetime in days, and spend.

    `columns` are those of the profiles, None or nan where nothing is known.
    """
    last, bought = np.array(silent, dtype=np.float64), np.array(purchases, dtype=np.int64)
    days, money = np.array(lifetime, dtype=np.float64), np.array(spend, dtype=np.float64)
    summary = CustomerSummary(
        customer_id=np.arange(bought.size, dtype=np.uint64),
        frequency=bought - 1,
        recency=days / 7.0,
        age=(days + last) / 7.0,
        mean_spend=np.where(bought > 1, money / bought, np.nan),
        spend_count=np.where(money > 0.0, bought - 1, 0),
        total_spend=money,
        first_time_days=CUT_DAYS - last - days,
        unit_days=7.0,
        cut_days=CUT_DAYS,
    )
    known = pa.table({"customer_id": summary.customer_id, **columns}) if columns else None
    return CustomerRecords(summary, profiles=known)


def by_label(segments):
    """Return the first word of the label of each customer's segment."""
    return [segments.labels[code].split()[0] for code in segments.code]


def in_another_unit(told, factor):
    """Return the same records with money in another unit."""
    summary = told.summary
    money = {name: getattr(summary, name) * factor for name in ("total_spend", "mean_spend")}
    return replace(told, summary=replace(summary, **money))
