"""Tracking: a cohort's repeat purchases against what models expect, before the cut and after it."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_WEEK
from hooper.lifetime_value.tracking import Tracking
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
from hooper.report.figures.model_names import as_in_papers
from hooper.report.figures.palette import INK, MUTED, line_styles


def tracking(tracked: Tracking, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw repeat purchases period by period, and as they add up; the models are fitted up to the line."""
    figure, (each, total) = new_panels(width_inches, 3.2, shares=(1.0, 1.0))
    period = "week" if tracked.period_days == DAYS_PER_WEEK else f"period of {tracked.period_days:g} days"
    _draw(each, tracked, tracked.actual, tracked.expected)
    expected = {name: np.cumsum(made) for name, made in tracked.expected.items()}
    lines = _draw(total, tracked, np.cumsum(tracked.actual), expected)
    heading(each, f"repeat purchases in each {period}\n")
    heading(total, "repeat purchases so far\n")
    for axes in (each, total):
        label(axes, x=period)
    names = ["actual", *(as_in_papers(name) for name in tracked.expected)]
    legend_below(figure, lines, names, width_inches)
    return figure


def _draw(
    axes: Axes,
    tracked: Tracking,
    actual: NDArray[np.int64],
    expected: dict[str, NDArray[np.float64]],
) -> list[Line2D]:
    """Draw one panel; return the lines, the actual one first."""
    periods = np.arange(1, actual.size + 1)
    lines = axes.plot(periods, actual, color=INK, linewidth=1.2)
    for name, (colour, dash) in line_styles(list(expected)).items():
        lines += axes.plot(periods, expected[name], color=colour, linestyle=dash, linewidth=1.8)
    axes.set_xlim(0.0, float(actual.size))
    axes.set_ylim(bottom=0.0)
    axes.yaxis.set_major_formatter(written(compact))
    _name_spans(axes, tracked.n_calibration, actual.size)
    return lines


def _name_spans(axes: Axes, cut: int, end: int) -> None:
    """Draw the line between calibration and holdout, and name both above the panel."""
    if cut < end:
        axes.axvline(cut, color=MUTED, linewidth=1.0)
    for name, start, stop in (("calibration", 0, cut), ("holdout", cut, end)):
        if start < stop:
            middle = ((start + stop) / 2, 1.0)
            axes.annotate(
                name,
                middle,
                xycoords=("data", "axes fraction"),
                ha="center",
                va="bottom",
                fontsize=SMALL,
                color=MUTED,
            )
