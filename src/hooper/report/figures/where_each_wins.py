"""Which strategy wins where: a map over horizon and lever prices, one panel for each kind of world."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from hooper.report.figures.canvas import WIDE_INCHES, heading, label, legend_below, new_panels
from hooper.report.figures.palette import INK, PAPER, Styles

HATCH = "////"
PLANE = ("price_factor", "horizon")


def where_each_wins(found: xr.Dataset, styles: Styles, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw the winner at each price of the levers and each horizon; hatched where it is not sure.

    `found` is what `comparison.where_each_wins` returns, with one further dimension or none, such as the
    strength of competition: it has a panel for each of its levels. `styles` are those of all strategies.
    """
    further = [str(name) for name in found["winner"].dims if name not in PLANE]
    levels = found[further[0]].values.tolist() if further else [None]
    figure, panels = new_panels(width_inches, 3.3, shares=[1.0] * len(levels))
    names = [str(name) for name in found["strategy"].values]
    shades = [_pale(styles[name][0]) for name in names]
    for axes, level in zip(panels, levels, strict=True):
        own = found if level is None else found.sel({further[0]: level})
        _draw(axes, own.transpose(*PLANE, ...), shades)
        heading(axes, "" if level is None else f"{further[0]} {level:g}")
        label(axes, x="weeks from the branch to the horizon")
    label(panels[0], x="weeks from the branch to the horizon", y="price of all levers (1 = now)")
    winners = np.unique(found["winner"])
    patches = {names[k]: Patch(color=shades[k]) for k in winners}
    patches["not sure"] = Patch(facecolor=PAPER, edgecolor=INK, hatch=HATCH)
    legend_below(figure, list(patches.values()), list(patches), width_inches)
    return figure


def _draw(axes: Axes, found: xr.Dataset, shades: list[tuple[float, ...]]) -> None:
    axes.grid(False)
    for (row, column), winner in np.ndenumerate(found["winner"].to_numpy()):
        is_sure = bool(found["is_sure"].to_numpy()[row, column])
        axes.add_patch(
            Rectangle(
                (column - 0.5, row - 0.5),
                1.0,
                1.0,
                facecolor=shades[winner],
                edgecolor=PAPER if is_sure else INK,
                hatch="" if is_sure else HATCH,
                linewidth=0.4,
            )
        )
    for axis, dimension in ((axes.xaxis, "horizon"), (axes.yaxis, "price_factor")):
        ticks = found[dimension].values
        axis.set_ticks(range(ticks.size), [f"{tick:g}" for tick in ticks.tolist()])
    axes.set_xlim(-0.5, found.sizes["horizon"] - 0.5)
    axes.set_ylim(-0.5, found.sizes["price_factor"] - 0.5)


def _pale(colour: str) -> tuple[float, ...]:
    return tuple(0.5 + 0.5 * part for part in to_rgb(colour))
