"""Which figure shows the segments of which scheme: a new one is a function here and one entry.

Schemes without one of their own are shown by the sizes of their segments and what these are worth.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hooper.foundation.settings import Settings
from hooper.report import figures
from hooper.report.content import SegmentRow
from hooper.report.figure_data import RfmGrid, ValueTier
from hooper.segmentation import (
    abc_analysis,
    customer_pyramid,
    key_account_matrix,
    lv_octants,
    lv_quadrant,
    management_classes,
    new_pyramid,
    new_pyramid_octants,
    pareto,
    rfm,
    rfm_eleven,
)
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import BEST, RfmSettings, rfm_scores
from hooper.segmentation.segments import Segments
from hooper.segmentation.value_index import value_index

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


def _pyramid(segments: Segments, _: CustomerRecords, _settings: Settings, width_inches: float) -> Figure:
    """Draw how many customers are in each tier, and what they brought."""
    return _tiers(segments, _profit(segments), len(segments.labels), width_inches)


def _tiers(segments: Segments, profit: NDArray[np.float64], tiers: int, width_inches: float) -> Figure:
    """Draw the first segments, the least valuable one at the bottom."""
    brought = np.bincount(segments.code, weights=profit, minlength=len(segments.labels)).tolist()
    named = zip(segments.profiles[:tiers], brought[:tiers], strict=True)
    rows = [ValueTier(told.label, told.customers, amount) for told, amount in named]
    return figures.customer_pyramid(rows[::-1], _CURRENCY, width_inches)


def _concentration(
    segments: Segments, records: CustomerRecords, settings: Settings, width_inches: float
) -> Figure:
    """Draw which share of the customers brings which share of the profit, if there is any."""
    profit = _profit(segments)
    if not profit.sum() > 0.0:
        return _sizes(segments, records, settings, width_inches)
    sizes = {told.label: told.customers for told in reversed(segments.profiles)}
    return figures.concentration_of_profit(profit, sizes, width_inches)


def _new_pyramid(
    segments: Segments, records: CustomerRecords, settings: lv_quadrant.LvSettings, width_inches: float
) -> Figure:
    """Draw how many customers are in each tier but the unknown, and what they brought."""
    profit = np.nan_to_num(value_index(records, settings.value))
    return _tiers(segments, profit, len(segments.labels) - 1, width_inches)


def _lv_quadrant(
    segments: Segments, records: CustomerRecords, settings: lv_quadrant.LvSettings, width_inches: float
) -> Figure:
    """Draw every customer by value and loyalty."""
    axes = lv_quadrant.lv_axes(records, settings)
    return figures.lv_quadrant(segments, axes, _CURRENCY, width_inches)


def _lv_cube(segments: Segments, _: CustomerRecords, _settings: Settings, width_inches: float) -> Figure:
    """Draw the eight cells of the cube."""
    return figures.lv_cube(segments, width_inches)


def _key_account_matrix(
    segments: Segments,
    records: CustomerRecords,
    settings: key_account_matrix.KeyAccountSettings,
    width_inches: float,
) -> Figure:
    """Draw every account by attractiveness and strength."""
    axes = key_account_matrix.account_axes(records, settings)
    return figures.key_account_matrix(segments, axes, width_inches)


def _sizes(segments: Segments, _: CustomerRecords, _settings: Settings, width_inches: float) -> Figure:
    """Draw the share of customers and of value of each segment."""
    rows = [
        SegmentRow(told.label, told.customers, told.share, told.value, told.value_share)
        for told in segments.profiles
    ]
    return figures.segments(rows, width_inches)


def _profit(segments: Segments) -> NDArray[np.float64]:
    return np.asarray(segments.columns["profit"], np.float64)


_CURRENCY: Final = "currency units"
FIGURES: Final[Mapping[str, Draw]] = {
    rfm.NAME: _rfm_grid,
    rfm_eleven.NAME: _rfm_grid,
    customer_pyramid.NAME: _pyramid,
    abc_analysis.NAME: _concentration,
    pareto.NAME: _concentration,
    management_classes.NAME: _concentration,
    lv_quadrant.NAME: _lv_quadrant,
    lv_octants.NAME: _lv_cube,
    new_pyramid.NAME: _new_pyramid,
    new_pyramid_octants.NAME: _new_pyramid,
    key_account_matrix.NAME: _key_account_matrix,
}


def figure_of(scheme: str) -> Draw:
    """Return what draws the segments of some customers by a scheme with its settings."""
    return FIGURES.get(scheme, _sizes)
