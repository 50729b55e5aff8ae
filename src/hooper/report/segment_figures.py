"""Which figure shows the segments of which scheme. A new one is a function here and one entry."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
from matplotlib.figure import Figure

from hooper.report import figures
from hooper.report.figure_data import RfmGrid
from hooper.segmentation import rfm, rfm_eleven
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import BEST, RfmSettings, rfm_scores
from hooper.segmentation.segments import Segments

Draw = Callable[[Segments, CustomerRecords, Any, float], Figure]


def _rfm_grid(_: Segments, records: CustomerRecords, settings: RfmSettings, width_inches: float) -> Figure:
    """Draw where customers are in the grid of scores that the segments are made of."""
    scores = rfm_scores(records.summary, settings)
    cell = (scores.recency - 1) * BEST + scores.frequency - 1
    customers = np.bincount(cell, minlength=BEST**2)
    value = np.bincount(cell, weights=records.summary.total_spend, minlength=BEST**2)
    share = value / (value.sum() or 1.0)
    grid = RfmGrid(customers.reshape(BEST, BEST), share.reshape(BEST, BEST))
    return figures.rfm_grid(grid, width_inches)


FIGURES: Final[Mapping[str, Draw]] = {
    rfm.NAME: _rfm_grid,
    rfm_eleven.NAME: _rfm_grid,
}
