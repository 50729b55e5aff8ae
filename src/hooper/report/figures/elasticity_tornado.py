"""The tornado: how much value moves when one lever is turned down and up a little, the strongest on top."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from numpy.typing import NDArray

from hooper.report.figures.canvas import (
    ROOM_FOR_TWO_INCHES,
    SMALL,
    WIDE_INCHES,
    label,
    legend_below,
    new_panels,
    per_cent,
    tidy,
    wrapped,
    written,
)
from hooper.report.figures.palette import BLUE, INK, PAPER, VERMILLION

BAR = 0.36
LOOKS = {
    "down": (PAPER, VERMILLION, "////"),
    "up": (BLUE, BLUE, ""),
}


def elasticity_tornado(
    names: Sequence[str],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    step: float,
    measure: str,
    width_inches: float = WIDE_INCHES,
) -> Figure:
    """Draw the relative change of a value at each lever turned down (`low`) and up (`high`) by `step`.

    `low` and `high` are shares of the value, shape `(n_levers,)`: 0.05 at a `step` of 0.01 is an
    elasticity of 5. `measure` says what changes ("customer equity").
    """
    order: list[int] = np.argsort(-np.maximum(np.abs(low), np.abs(high)), kind="stable").tolist()
    figure, (axes,) = new_panels(width_inches, 1.1 + 0.46 * len(names))
    tidy(axes, grid="x")
    axes.axvline(0.0, color=INK, linewidth=1.0)
    for position, lever in enumerate(order):
        _draw(axes, position - BAR / 2.0, float(low[lever]), "down")
        _draw(axes, position + BAR / 2.0, float(high[lever]), "up")
    axes.set_yticks(range(len(names)), [wrapped(names[lever], 18) for lever in order])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.margins(x=0.5 if width_inches < ROOM_FOR_TWO_INCHES else 0.2)
    axes.xaxis.set_major_formatter(written(per_cent))
    label(axes, x=wrapped(f"change of {measure}", int(width_inches * 11)))
    texts = [f"lever {way} by {per_cent(step)}" for way in LOOKS]
    legend_below(figure, [_handle(way) for way in LOOKS], texts, width_inches)
    return figure


def _draw(axes: Axes, position: float, change: float, way: str) -> None:
    """Draw one bar, and the change in figures beyond its end."""
    face, edge, hatch = LOOKS[way]
    axes.barh(position, change, BAR, facecolor=face, edgecolor=edge, hatch=hatch, linewidth=0.8)
    is_left = change < 0.0
    text = f"{100.0 * change:+.2f} %".replace("-", "\N{MINUS SIGN}") if change else "0 %"
    axes.annotate(
        text,
        (change, position),
        (-4 if is_left else 4, 0),
        textcoords="offset points",
        ha="right" if is_left else "left",
        va="center",
        fontsize=SMALL,
        color=INK,
    )


def _handle(way: str) -> Patch:
    face, edge, hatch = LOOKS[way]
    return Patch(facecolor=face, edgecolor=edge, hatch=hatch)
