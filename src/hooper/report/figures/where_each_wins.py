"""Which strategy wins where: a map over horizon and lever prices, one panel for each kind of world."""

from collections.abc import Mapping
from itertools import cycle
from string import ascii_lowercase, ascii_uppercase

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from hooper.report.figures.canvas import (
    ROOM_FOR_TWO_INCHES,
    WIDE_INCHES,
    heading,
    label,
    legend_below,
    panel_grid,
)
from hooper.report.figures.palette import INK, MUTED, PAPER, Styles

HATCH = "////"
TINY = 7.0
PLANE = ("price_factor", "horizon")


def where_each_wins(
    panels: Mapping[str, xr.Dataset], styles: Styles, width_inches: float = WIDE_INCHES, period: str = "week"
) -> Figure:
    """Draw the winner at each price of the levers and each horizon; hatched where it is not sure.

    `panels` are worlds by what sets them apart, such as the strength of competition; a single one needs no
    name. Each is what `comparison.where_each_wins` returns of one world. `styles` are those of all
    strategies; a letter says what the colour says. Horizons count in periods of that name.
    """
    figure, grid = panel_grid(len(panels), width_inches, 3.3 if len(panels) == 1 else 2.7)
    found = {name for panel in panels.values() for name in _winners(panel)}
    letters = dict(zip(styles, cycle(ascii_uppercase + ascii_lowercase), strict=False))
    for axes, (title, panel) in zip(grid, panels.items(), strict=True):
        _draw(axes, panel.transpose(*PLANE, ...), styles, letters)
        heading(axes, title)
    columns = min(len(panels), 3) if width_inches >= ROOM_FOR_TWO_INCHES else 1
    across = f"{period}s from the branch" + " to the horizon" * (columns == 1)
    for place, axes in enumerate(grid):
        is_first = place % columns == 0
        label(axes, x=across, y="price of all levers\n(1 = now)" if is_first else "")
        axes.tick_params(labelleft=is_first)
    patches = {
        f"{letter}  {name}": Patch(color=_pale(styles[name][0]))
        for name, letter in letters.items()
        if name in found
    }
    if any(not panel["is_sure"].all() for panel in panels.values()):
        patches["not sure"] = Patch(facecolor=PAPER, edgecolor=MUTED, hatch=HATCH)
    legend_below(figure, list(patches.values()), list(patches), width_inches)
    return figure


def _winners(found: xr.Dataset) -> list[str]:
    return [str(found["strategy"].values[k]) for k in np.unique(found["winner"])]


def _draw(axes: Axes, found: xr.Dataset, styles: Styles, letters: Mapping[str, str]) -> None:
    axes.grid(False)
    names, is_sure = found["strategy"].to_numpy(), found["is_sure"].to_numpy()
    for (row, column), winner in np.ndenumerate(found["winner"].to_numpy()):
        name, sure = str(names[winner]), bool(is_sure[row, column])
        cell = Rectangle(
            (column - 0.5, row - 0.5),
            1.0,
            1.0,
            facecolor=_pale(styles[name][0]),
            edgecolor=PAPER if sure else MUTED,
            hatch="" if sure else HATCH,
            linewidth=0.4,
        )
        axes.add_patch(cell)
        box = {"boxstyle": "round,pad=0.1", "facecolor": _pale(styles[name][0]), "edgecolor": "none"}
        axes.text(column, row, letters[name], ha="center", va="center", fontsize=TINY, color=INK, bbox=box)
    _ticks(axes, found)


def _ticks(axes: Axes, found: xr.Dataset) -> None:
    for axis, dimension, step in ((axes.xaxis, "horizon", 2), (axes.yaxis, "price_factor", 1)):
        values = found[dimension].values.tolist()
        shown = range((len(values) - 1) % step, len(values), step)
        axis.set_ticks(list(shown), [f"{values[k]:g}" for k in shown])
    axes.set_xlim(-0.5, found.sizes["horizon"] - 0.5)
    axes.set_ylim(-0.5, found.sizes["price_factor"] - 0.5)


def _pale(colour: str) -> tuple[float, float, float]:
    red, green, blue = to_rgb(colour)
    return 0.5 + 0.5 * red, 0.5 + 0.5 * green, 0.5 + 0.5 * blue
