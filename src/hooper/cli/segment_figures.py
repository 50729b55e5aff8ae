"""The figures of segments: sizes and value of all schemes, and of those by profit how it is concentrated."""

from typing import TYPE_CHECKING

import numpy as np

from hooper.report import figures
from hooper.report.content import SegmentRow
from hooper.report.figure_data import ValueTier
from hooper.segmentation import customer_pyramid

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from hooper.segmentation.segments import Segments

_CURRENCY = "currency units"


def segment_figures(segments: "Segments") -> "dict[str, Figure]":
    """Return the figures of the segments, by the names of their files."""
    rows = [
        SegmentRow(told.label, told.customers, told.share, told.value, told.value_share)
        for told in segments.profiles
    ]
    drawn = {"segments": figures.segments(rows)}
    profit = np.asarray(segments.columns.get("profit", ()), np.float64)
    if segments.scheme == customer_pyramid.NAME:
        brought = np.bincount(segments.code, weights=profit, minlength=len(segments.labels)).tolist()
        tiers = [
            ValueTier(told.label, told.customers, amount)
            for told, amount in zip(segments.profiles, brought, strict=True)
        ]
        drawn["customer_pyramid"] = figures.customer_pyramid(tiers[::-1], _CURRENCY)
    if profit.sum() > 0.0:
        sizes = {told.label: told.customers for told in reversed(segments.profiles)}
        drawn["concentration_of_profit"] = figures.concentration_of_profit(profit, sizes)
    return drawn
