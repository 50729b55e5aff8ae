"""Does a model find the good customers? What came after the cut, in the order in which it was foretold."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from hooper.comparison.decile_calibration import calibrate_by_decile
from hooper.comparison.rank_scores import score_ranks
from hooper.economics.concentration import concentration_curve
from hooper.report.figures.canvas import (
    SMALL,
    WIDE_INCHES,
    compact,
    heading,
    label,
    legend_below,
    new_panels,
    per_cent,
    tidy,
    written,
)
from hooper.report.figures.palette import BLUE, GRID, INK, MUTED, ORANGE

Floats = NDArray[np.float64]

TOP = 0.2


def holdout_ranking(
    predicted: Floats, actual: Floats, unit: str, width_inches: float = WIDE_INCHES
) -> Figure:
    """Draw the share of the actual total that the customers foretold best hold, and the means by tenths.

    `predicted` and `actual` have shape `(n_customers,)`; `unit` says what they are: "purchases".
    """
    figure, (curves, tenths) = new_panels(width_inches, 3.4, shares=(1.0, 1.0))
    lines = _draw_curves(curves, predicted, actual, unit)
    bars = _draw_tenths(tenths, predicted, actual, unit)
    legend_below(figure, [*lines.values(), *bars.values()], [*lines, *bars], width_inches)
    return figure


def _draw_curves(axes: Axes, predicted: Floats, actual: Floats, unit: str) -> dict[str, Line2D]:
    heading(axes, f"share of the {unit} after the cut")
    label(axes, x="share of customers")
    axes.xaxis.set_major_formatter(written(per_cent))
    axes.yaxis.set_major_formatter(written(per_cent))
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(0.0, 1.02)
    lines: dict[str, Line2D] = {}
    scores = score_ranks(predicted, actual, TOP)
    if scores.share_in_top is not None:
        customers = np.linspace(0.0, 1.0, actual.size + 1)
        right, foretold = concentration_curve(actual, actual), concentration_curve(predicted, actual)
        (lines["actual best first"],) = axes.plot(customers, right, color=INK, linewidth=1.2)
        (lines["foretold best first"],) = axes.plot(customers, foretold, color=BLUE, linewidth=1.8)
        axes.plot([TOP], [scores.share_in_top], "o", color=ORANGE, markersize=7)
        text = f"best {per_cent(TOP)}:\n{per_cent(round(scores.share_in_top, 2))}"
        axes.annotate(
            text,
            (TOP, scores.share_in_top),
            (9, -20),
            textcoords="offset points",
            fontsize=SMALL,
            color=INK,
        )
    (lines["at random"],) = axes.plot([0, 1], [0, 1], color=MUTED, linewidth=1.0, linestyle="--")
    return lines


def _draw_tenths(axes: Axes, predicted: Floats, actual: Floats, unit: str) -> dict[str, Artist]:
    tidy(axes, grid="y")
    groups = calibrate_by_decile(predicted, actual)
    places = np.arange(groups.customers.size, 0, -1)  # the lowest come first in the table, and last here
    bars = axes.bar(places, groups.true_mean, color=GRID, edgecolor=MUTED, width=0.75)
    (points,) = axes.plot(places, groups.estimated_mean, "o", color=BLUE, markersize=5.5)
    axes.set_xticks(places)
    axes.yaxis.set_major_formatter(written(compact))
    heading(axes, f"mean {unit} after the cut")
    label(axes, x="tenths of customers, foretold best first")
    return {"mean, actual": bars[0], "mean, foretold": points}
