"""Sobol' indices: the share of the variance that each parameter explains alone, and with all others."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from hooper.comparison.sobol_indices import SobolIndices
from hooper.report.figures.canvas import (
    WIDE_INCHES,
    label,
    legend_below,
    new_panels,
    per_cent,
    tidy,
    wrapped,
    written,
)
from hooper.report.figures.palette import BLUE, INK, PAPER

MOST = 12
BAR = 0.38
FIRST, TOTAL = (BLUE, BLUE, ""), (PAPER, BLUE, "////")


def sobol_bars(
    names: Sequence[str],
    indices: Sequence[SobolIndices],
    measure: str,
    width_inches: float = WIDE_INCHES,
) -> Figure:
    """Draw the first-order and the total index of the strongest parameters, with intervals.

    What the total has more than the first order is interaction. `measure` is what varies.
    """
    order: list[int] = np.argsort([-own.total for own in indices], kind="stable").tolist()[:MOST]
    order = [k for k in order if indices[k].total > 0.0] or order[:1]
    strongest = [indices[k] for k in order]
    figure, (axes,) = new_panels(width_inches, 1.2 + 0.5 * len(order))
    tidy(axes, grid="x")
    axes.axvline(0.0, color=INK, linewidth=1.0)
    for position, own in enumerate(strongest):
        first = (own.first_order, own.first_order_low, own.first_order_high)
        total = (own.total, own.total_low, own.total_high)
        _draw(axes, position - BAR / 2.0, first, FIRST)
        _draw(axes, position + BAR / 2.0, total, TOTAL)
    axes.set_yticks(range(len(order)), [wrapped(names[k].replace(".", ": "), 26) for k in order])
    axes.set_ylim(len(order) - 0.4, -0.6)
    axes.xaxis.set_major_formatter(written(per_cent))
    label(axes, x=wrapped(f"share of the variance of {measure}", int(width_inches * 8)))
    handles = [Patch(facecolor=face, edgecolor=edge, hatch=hatch) for face, edge, hatch in (FIRST, TOTAL)]
    legend_below(figure, handles, ["alone (first order)", "with all others (total)"], width_inches)
    return figure


def _draw(axes: Axes, position: float, share: tuple[float, float, float], look: tuple[str, str, str]) -> None:
    """Draw one bar with its interval."""
    (estimate, low, high), (face, edge, hatch) = share, look
    axes.barh(position, estimate, BAR, facecolor=face, edgecolor=edge, hatch=hatch, linewidth=0.8)
    axes.plot([low, high], [position] * 2, color=INK, linewidth=1.3)
