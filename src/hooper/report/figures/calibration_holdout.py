"""A world fitted to a log: what its customers go on to buy, beside the log and BG/NBD."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hooper.report.figures.canvas import (
    SMALL,
    WIDE_INCHES,
    compact,
    heading,
    label,
    legend_below,
    new_panels,
    written,
)
from hooper.report.figures.palette import BLUE, INK, MUTED, VERMILLION

Floats = NDArray[np.float64]


def calibration_holdout(
    log: Floats, worlds: Floats, bg_nbd: Floats, calibration_weeks: int, width_inches: float = WIDE_INCHES
) -> Figure:
    """Draw cumulative repeat purchases and those of each week, calibration and holdout marked.

    `log` and `bg_nbd` have shape `(weeks + 1,)` from 0 on, `worlds` `(n_worlds, weeks + 1)`: their mean is
    drawn, and the range between the lowest and the highest.
    """
    figure, (total, weekly) = new_panels(width_inches, 3.3, shares=(1.0, 1.0))
    weeks = np.arange(log.size, dtype=np.float64)
    heading(total, "repeat purchases so far\n")
    handles = _draw(total, weeks, log, worlds, bg_nbd)
    heading(weekly, "repeat purchases in each week\n")
    _draw(weekly, weeks[1:], np.diff(log), np.diff(worlds, axis=1), np.diff(bg_nbd))
    for axes in (total, weekly):
        _name_spans(axes, calibration_weeks, log.size - 1)
    names = ["log", f"calibrated world, mean of {worlds.shape[0]}", "lowest to highest", "BG/NBD"]
    legend_below(figure, handles, names, width_inches)
    return figure


def _draw(axes: Axes, weeks: Floats, log: Floats, worlds: Floats, bg_nbd: Floats) -> list[Artist]:
    band = axes.fill_between(
        weeks, worlds.min(axis=0), worlds.max(axis=0), color=BLUE, alpha=0.22, linewidth=0
    )
    (actual,) = axes.plot(weeks, log, color=INK, linewidth=1.4)
    (mean,) = axes.plot(weeks, worlds.mean(axis=0), color=BLUE, linewidth=1.8, linestyle="--")
    (model,) = axes.plot(weeks, bg_nbd, color=VERMILLION, linewidth=1.5, linestyle=":")
    axes.set_xlim(0.0, float(weeks[-1]))
    axes.set_ylim(bottom=0.0)
    axes.yaxis.set_major_formatter(written(compact))
    label(axes, x="week")
    return [actual, mean, band, model]


def _name_spans(axes: Axes, cut: int, end: int) -> None:
    axes.axvline(cut, color=MUTED, linewidth=1.0)
    for name, middle in (("calibration", cut / 2), ("holdout", (cut + end) / 2)):
        axes.annotate(
            name,
            (middle, 1.0),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="bottom",
            fontsize=SMALL,
            color=MUTED,
        )
