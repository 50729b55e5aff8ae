"""Customers as points on a plane that is cut twice, with the name and the size of each of the four cells."""

from collections.abc import Sequence
from math import ceil

import numpy as np
from matplotlib.axes import Axes

from hooper.report.figures.canvas import SMALL, heading, per_cent, wrapped
from hooper.report.figures.palette import BLUE, GREEN, INK, MUTED, ORANGE
from hooper.segmentation.halves import Halves
from hooper.segmentation.segments import SegmentProfile

MOST_POINTS = 4000
# Above and below the points, as shares of the height of the plane: room for what is said of the cells.
_MARGIN, _EDGE = 0.3, 0.015
_INCHES_BESIDE, _INCHES_PER_CHARACTER = 0.8, 0.085
_COLOURS = (MUTED, ORANGE, GREEN, BLUE)


def draw_cut_plane(
    axes: Axes, x: Halves, y: Halves, cells: Sequence[SegmentProfile], width_inches: float
) -> None:
    """Draw the cuts, the customers (of very many every k-th) and what is said of the four cells.

    `cells` are those low in both, high in `y` alone, high in `x` alone, and high in both. `y` lies between
    0 and 1; customers of whom either is not known are counted and not drawn.
    """
    known = np.flatnonzero(x.is_known & y.is_known)
    step = max(1, ceil(known.size / MOST_POINTS))
    drawn = known[::step]
    place = 2 * x.is_high[drawn] + y.is_high[drawn]
    colours = np.array(_COLOURS)[place]
    axes.scatter(x.values[drawn], y.values[drawn], s=11, c=colours, alpha=0.45, linewidths=0)
    axes.plot([x.cut, x.cut], [0.0, 1.0], color=INK, linewidth=1.0, linestyle="--")
    axes.axhline(y.cut, color=INK, linewidth=1.0, linestyle="--")
    axes.set_ylim(-_MARGIN, 1.0 + _MARGIN)
    axes.set_yticks([0.0, 0.25, 0.5, 0.75, 1.0])
    for number, cell in enumerate(cells):
        name = wrapped(cell.label, int((width_inches - _INCHES_BESIDE) / 2.0 / _INCHES_PER_CHARACTER))
        _say(axes, name, cell, is_right=number >= 2, is_top=number % 2 == 1)
    unknown = x.values.size - known.size
    parts = [f"{known.size:,} customers"]
    parts += [f"one in {step} drawn"] if step > 1 else []
    parts += [f"{unknown:,} unknown"] if unknown else []
    heading(axes, ", ".join(parts))


def _say(axes: Axes, name: str, cell: SegmentProfile, *, is_right: bool, is_top: bool) -> None:
    counted = f"{cell.customers:,} ({per_cent(round(cell.share, 3))})"
    value = f"{per_cent(round(cell.value_share, 3))} of spend"
    axes.text(
        1.0 - _EDGE if is_right else _EDGE,
        1.0 - _EDGE if is_top else _EDGE,
        f"{name}\n{counted}\n{value}",
        transform=axes.transAxes,
        horizontalalignment="right" if is_right else "left",
        verticalalignment="top" if is_top else "bottom",
        fontsize=SMALL,
        color=INK,
    )
