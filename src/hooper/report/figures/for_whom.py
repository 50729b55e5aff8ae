"""For whom strategies work: the mean effect on a customer, by stage and by segment at the branch.

Shades go by the square root of the effect, so that one large effect does not leave all others white.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from hooper.comparison.for_whom import EVERYBODY, ForWhom, GroupEffect
from hooper.report.figures.canvas import (
    ROOM_FOR_TWO_INCHES,
    SMALL,
    WIDE_INCHES,
    compact,
    heading,
    new_panels,
    wrapped,
)
from hooper.report.figures.palette import BETTER, INK, MUTED, PAPER, WORSE

_SHADES = LinearSegmentedColormap.from_list("effects", (WORSE, PAPER, BETTER))
_DARK = 0.7


def for_whom(rows: Sequence[ForWhom], currency: str, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw a cell a strategy and group: the mean effect, in bold where its interval leaves zero."""
    stages, segments = ([each for each in rows[0].groups if each.by == by] for by in ("stage", "segment"))
    widths = (len(stages) + 1.0, float(len(segments)))
    figure, panels = new_panels(width_inches, 1.15 + 0.4 * len(rows), shares=widths)
    largest = max((abs(each.profit.mean or 0.0) for row in rows for each in row.groups), default=0.0) or 1.0
    names = [wrapped(row.strategy, 16) for row in rows]
    for axes, kinds, told in (
        (panels[0], (EVERYBODY, "stage"), f"effect on a customer ({currency}), by stage"),
        (panels[1], ("segment",), "by segment"),
    ):
        cells = [[each for each in row.groups if each.by in kinds] for row in rows]
        _draw_cells(axes, cells, largest)
        axes.set_yticks(range(len(rows)), names)
        heading(axes, told)
    panels[1].tick_params(labelleft=width_inches < ROOM_FOR_TWO_INCHES)
    return figure


def _draw_cells(axes: Axes, cells: Sequence[Sequence[GroupEffect]], largest: float) -> None:
    effects = np.array([[each.profit.mean or 0.0 for each in row] for row in cells]) / largest
    shades = np.sign(effects) * np.sqrt(np.abs(effects))
    axes.imshow(shades, cmap=_SHADES, vmin=-1.0, vmax=1.0, aspect="auto")
    for y, row in enumerate(cells):
        for x, each in enumerate(row):
            is_dark = abs(shades[y, x]) > _DARK
            axes.text(
                x,
                y,
                _shown(each.profit.mean),
                ha="center",
                va="center",
                fontsize=SMALL,
                color=PAPER if is_dark else INK if each.profit.leaves_zero else MUTED,
                fontweight="bold" if each.profit.leaves_zero else "normal",
            )
    axes.set_xticks(range(len(cells[0])), [wrapped(each.group, 11) for each in cells[0]])
    axes.tick_params(axis="x", labelrotation=45.0)
    axes.grid(False)


def _shown(effect: float | None) -> str:
    """Write an effect in at most three digits, and no finer than hundredths."""
    if effect is None:
        return "\N{EN DASH}"
    return compact(float(f"{effect:.3g}") if abs(effect) >= 1.0 else round(effect, 2) + 0.0)
