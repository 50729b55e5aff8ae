"""The ranking over parameter draws: which rank each strategy takes when the world is not known."""

from collections.abc import Sequence

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from hooper.comparison.parameter_ignorance import IgnoranceRow
from hooper.report.figures.canvas import (
    ROOM_FOR_TWO_INCHES,
    SMALL,
    WIDE_INCHES,
    compact,
    heading,
    label,
    legend_below,
    new_panels,
    per_cent,
    tidy,
    wrapped,
    written,
)
from hooper.report.figures.palette import BLUE, INK, PAPER, RANKS

SMALLEST_LABELLED = 0.12


def parameter_ignorance(
    rows: Sequence[IgnoranceRow], currency: str, width_inches: float = WIDE_INCHES
) -> Figure:
    """Draw the share of draws at each rank, and the median and 5-95 % range of the gain over draws."""
    figure, (ranks, gains) = new_panels(width_inches, 1.2 + 0.42 * len(rows), shares=(1.15, 1.0))
    patches = _draw_ranks(ranks, rows)
    _draw_gains(gains, rows, currency)
    names = [wrapped(row.strategy, 15) for row in rows]
    for axes in (ranks, gains):
        axes.set_yticks(range(len(rows)), names)
        axes.set_ylim(len(rows) - 0.5, -0.5)
    gains.tick_params(labelleft=width_inches < ROOM_FOR_TWO_INCHES)
    legend_below(figure, patches, [f"rank {k + 1}" for k in range(len(patches))], width_inches)
    return figure


def _draw_ranks(axes: Axes, rows: Sequence[IgnoranceRow]) -> list[Patch]:
    tidy(axes, grid="x")
    shades = colormaps[RANKS](np.linspace(0.05, 0.95, len(rows)))
    for position, row in enumerate(rows):
        starts = np.cumsum((0.0, *row.rank_shares))
        axes.barh([position] * len(rows), row.rank_shares, left=starts[:-1], color=shades, edgecolor=PAPER)
        for k, share in enumerate(row.rank_shares):
            if share >= SMALLEST_LABELLED:
                colour = PAPER if sum(shades[k][:3]) < 1.6 else INK
                axes.text(
                    starts[k] + share / 2,
                    position,
                    per_cent(round(share, 2)),
                    ha="center",
                    va="center",
                    fontsize=SMALL,
                    color=colour,
                )
    axes.set_xlim(0.0, 1.0)
    axes.xaxis.set_major_formatter(written(per_cent))
    heading(axes, "share of draws at each rank")
    return [Patch(color=shade) for shade in shades]


def _draw_gains(axes: Axes, rows: Sequence[IgnoranceRow], currency: str) -> None:
    tidy(axes, grid="x")
    positions = range(len(rows))
    low, high = [row.gain_low for row in rows], [row.gain_high for row in rows]
    axes.axvline(0.0, color=INK, linewidth=1.0)
    axes.hlines(positions, low, high, color=BLUE, linewidth=4, alpha=0.45)
    axes.plot([row.gain_median for row in rows], positions, "o", color=BLUE, markersize=6)
    axes.xaxis.set_major_formatter(written(compact))
    heading(axes, "gain over draws: median, 5 to 95 %")
    label(axes, x=f"customer equity gain ({currency})")
