"""The LV cube in two slices: loyalty against current value, where potential is low and where it is high."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hooper.report.figures.canvas import (
    NORMAL,
    SMALL,
    WIDE_INCHES,
    heading,
    label,
    new_panels,
    per_cent,
)
from hooper.report.figures.palette import INK, PAPER, SEQUENTIAL
from hooper.segmentation.segments import SegmentProfile, Segments

_HALF = 0.5  # of the darkest shade: beyond it texts are white


def lv_cube(octants: Segments, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw the eight classes of `lv_octants.assign`: the letter, the customers, and the share of spend.

    A cell is the darker the more customers it holds; those of unknown potential or value are only counted.
    """
    figure, panels = new_panels(width_inches, 3.5, shares=(1.0, 1.0))
    *cells, unknown = octants.profiles
    most = max(cell.share for cell in cells) or 1.0
    _draw_slice(panels[0], cells[:4], most, "low potential")
    aside = f"; {unknown.customers:,} unknown" if unknown.customers else ""
    _draw_slice(panels[1], cells[4:], most, f"high potential{aside}")
    return figure


def _draw_slice(axes: Axes, cells: Sequence[SegmentProfile], most: float, title: str) -> None:
    """Draw four cells: low in both, loyal alone, of high current value alone, and high in both."""
    shares = np.array([cell.share for cell in cells]).reshape(2, 2).T
    edges = np.arange(3) - 0.5
    axes.grid(False)
    axes.pcolormesh(edges, edges, shares, cmap=SEQUENTIAL, vmin=0.0, vmax=1.3 * most, edgecolors=PAPER)
    for number, cell in enumerate(cells):
        _say(axes, cell, (number // 2, number % 2), is_dark=cell.share > _HALF * 1.3 * most)
    axes.set_xticks([0, 1], ["low", "high"])
    axes.set_yticks([0, 1], ["low", "high"])
    axes.tick_params(length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    heading(axes, title)
    label(axes, x="current value", y="loyalty")


def _say(axes: Axes, cell: SegmentProfile, place: tuple[int, int], *, is_dark: bool) -> None:
    colour = PAPER if is_dark else INK
    x, y = place
    counted = f"{cell.customers:,} ({per_cent(round(cell.share, 3))})"
    said = f"{counted}\n{per_cent(round(cell.value_share, 3))} of spend"
    axes.text(x, y + 0.12, cell.label[0], fontsize=1.8 * NORMAL, color=colour, ha="center", va="center")
    axes.text(x, y - 0.02, said, fontsize=SMALL, color=colour, ha="center", va="top")
