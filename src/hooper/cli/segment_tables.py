"""The tables of `hooper segment`: the segments of a scheme, and two schemes crossed."""

import numpy as np

from hooper.report.numbers import Cell, count, money, percent, ratio, words
from hooper.report.table import Column, Table, table_of, table_of_records
from hooper.segmentation.crossed_segments import CrossedSegments
from hooper.segmentation.segments import Segments


def segments_table(segments: Segments) -> Table:
    """Return a row a segment: its size, its value, and what its customers are like."""
    return table_of(
        segments.scheme,
        segments.profiles,
        Column("label", "segment", words),
        Column("customers", "customers", count),
        Column("share", "share", percent),
        Column("value", "value", money),
        Column("value_share", "share of value", percent),
        Column("mean_days_since_last", "days since last", count),
        Column("mean_purchases", "purchases", ratio),
        Column("mean_spend", "spend", money),
    )


def crossed_table(crossed: CrossedSegments, first: str, second: str) -> Table:
    """Return a row a pair of segments that have customers in common: how many, and their value."""
    cells = [cell for cell in _cells(crossed) if cell["customers"]]
    return table_of_records(
        f"{first} by {second}",
        cells,
        Column("label", first, words),
        Column("other", second, words),
        Column("customers", "customers", count),
        Column("share", f"share of the {words(first)} segment", percent),
        Column("value", "value", money),
    )


def crossed_told(crossed: CrossedSegments) -> dict[str, object]:
    """Return two schemes crossed as plain JSON values, a row a pair of segments."""
    return {"adjusted_rand_index": crossed.adjusted_rand_index, "crossed": _cells(crossed)}


def _cells(crossed: CrossedSegments) -> list[dict[str, Cell]]:
    sizes = np.maximum(crossed.customers.sum(axis=1), 1)
    return [
        {
            "label": first,
            "other": second,
            "customers": int(crossed.customers[i, j]),
            "share": float(crossed.customers[i, j] / sizes[i]),
            "value": float(crossed.value[i, j]),
        }
        for i, first in enumerate(crossed.first)
        for j, second in enumerate(crossed.second)
    ]
