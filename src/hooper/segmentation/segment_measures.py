"""What a log tells of segments as markets: their size, their growth, and how far few customers carry them."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments

Floats = NDArray[np.float64]

LARGEST_CUSTOMERS: Final = 4


def relative_size(records: CustomerRecords, segments: Segments) -> Floats:
    """Return the spend of each segment by that of a mean one, shape `(K,)`, nan without any spend."""
    spend = np.bincount(segments.code, records.summary.total_spend, len(segments.labels))
    return spend / spend.mean() if spend.any() else np.full(spend.size, np.nan)


def growth_rate(records: CustomerRecords, segments: Segments, window_days: float) -> Floats:
    """Return by what share spend in the last window is above that in the window before, shape `(K,)`.

    It is nan of a segment without spend in the window before.
    """
    bought = records.table("transactions")
    windows_ago = (records.summary.cut_days - bought["time_days"].to_numpy()) / window_days
    segment, amount = segments.code[records.place(bought)], bought["amount"].to_numpy()
    last, before = (
        np.bincount(segment[which], amount[which], len(segments.labels))
        for which in (windows_ago < 1.0, (windows_ago >= 1.0) & (windows_ago < 2.0))
    )
    return np.divide(last, before, out=np.full(last.size, np.nan), where=before > 0.0) - 1.0


def share_of_largest(records: CustomerRecords, segments: Segments) -> Floats:
    """Return the share of each segment's spend that its few largest customers have, shape `(K,)`."""
    order = np.lexsort((-records.summary.total_spend, segments.code))
    code, spend = segments.code[order], records.summary.total_spend[order]
    n_labels = len(segments.labels)
    rank = np.arange(code.size) - np.searchsorted(code, code)
    whole = np.bincount(code, spend, n_labels)
    largest = np.bincount(code, np.where(rank < LARGEST_CUSTOMERS, spend, 0.0), n_labels)
    return np.divide(largest, whole, out=np.full(n_labels, np.nan), where=whole > 0.0)
