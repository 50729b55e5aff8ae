"""Segments: how many of the customers they are, and how much of the value."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from hooper.report.content import SegmentRow
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
from hooper.report.figures.palette import BLUE, GRID, ORANGE


def segments(rows: Sequence[SegmentRow], width_inches: float = WIDE_INCHES) -> Figure:
    """Draw each segment's share of customers against its share of value, the most valuable on top."""
    ordered = sorted(rows, key=lambda row: (-row.share_of_value, row.label))
    positions = range(len(ordered))
    figure, (axes,) = new_panels(width_inches, 1.2 + 0.36 * len(ordered))
    tidy(axes, grid="x")
    sizes, values = [row.share for row in ordered], [row.share_of_value for row in ordered]
    axes.hlines(positions, sizes, values, color=GRID, linewidth=5, zorder=1)
    (size,) = axes.plot(sizes, positions, "o", color=BLUE, markersize=7)
    (value,) = axes.plot(values, positions, "s", color=ORANGE, markersize=7)
    axes.set_yticks(positions, [wrapped(row.label, 20) for row in ordered])
    axes.set_ylim(len(ordered) - 0.5, -0.5)
    axes.set_xlim(left=0.0)
    axes.xaxis.set_major_formatter(written(per_cent))
    label(axes, x="share")
    legend_below(figure, [size, value], ["of customers", "of value"], width_inches)
    return figure
