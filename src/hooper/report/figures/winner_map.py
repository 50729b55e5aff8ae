"""Which strategy is best where: a map over the two parameters that move the gains most."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from hooper.comparison.winner_grid import WinnerGrid
from hooper.report.figures.canvas import (
    ROOM_FOR_TWO_INCHES,
    SMALL,
    WIDE_INCHES,
    compact,
    label,
    legend_below,
    new_panels,
    tidy,
    wrapped,
)
from hooper.report.figures.palette import GRID, INK, PAPER, line_styles

MOST_WRITTEN = 7
LIGHT = 0.6
HATCHES = ("", "///", "\\\\\\", "...", "xxx", "+++")


def winner_map(grid: WinnerGrid, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw the best strategy at each pair of values, with its gain where there is room.

    A gain of 0 is that of the baseline; the ring is at the world's own values.
    """
    figure, (axes,) = new_panels(width_inches, 0.6 * width_inches + 1.0)
    tidy(axes)
    axes.grid(False)
    looks = _looks(grid.strategies)
    best, size = grid.winners, len(grid.first_values)
    for row, column in np.ndindex(best.shape):
        face, hatch = looks[grid.strategies[best[row, column]]]
        cell = Rectangle(
            (column - 0.5, row - 0.5), 1.0, 1.0, facecolor=face, edgecolor=PAPER, hatch=hatch, alpha=LIGHT
        )
        axes.add_patch(cell)
        if size <= MOST_WRITTEN and width_inches >= ROOM_FOR_TWO_INCHES:
            _write(axes, (column, row), float(grid.gains[row, column, best[row, column]]))
    own = _place(grid.first_values, grid.first.value), _place(grid.second_values, grid.second.value)
    axes.plot(*own, "o", markersize=25, markerfacecolor="none", markeredgecolor=INK, markeredgewidth=1.6)
    _name_axes(axes, grid)
    found = [name for k, name in enumerate(grid.strategies) if (best == k).any()]
    patches = [
        Patch(facecolor=looks[name][0], hatch=looks[name][1], edgecolor=PAPER, alpha=LIGHT) for name in found
    ]
    ring = Line2D([], [], marker="o", linestyle="", markerfacecolor="none", markeredgecolor=INK)
    texts = [f"best: {name}" for name in found] + ["this world"]
    legend_below(figure, [*patches, ring], texts, width_inches)
    return figure


def _looks(strategies: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Return colour and hatch of each strategy; the baseline is plain grey."""
    others = line_styles(list(strategies[1:]))
    hatched = {
        name: (colour, HATCHES[k % len(HATCHES)]) for k, (name, (colour, _)) in enumerate(others.items())
    }
    return {strategies[0]: (GRID, "")} | hatched


def _write(axes: Axes, at: tuple[int, int], gain: float) -> None:
    text = compact(float(f"{gain:.3g}"))
    box = {"boxstyle": "round,pad=0.15", "facecolor": PAPER, "edgecolor": "none", "alpha": 0.8}
    axes.text(*at, text, ha="center", va="center", fontsize=SMALL, color=INK, bbox=box)


def _name_axes(axes: Axes, grid: WinnerGrid) -> None:
    size = len(grid.first_values)
    shown = range(0, size, max(1, size // 6))
    axes.set_xticks(list(shown), [f"{grid.first_values[k]:.3g}" for k in shown])
    axes.set_yticks(list(shown), [f"{grid.second_values[k]:.3g}" for k in shown])
    axes.set_xlim(-0.5, size - 0.5)
    axes.set_ylim(-0.5, size - 0.5)
    first, second = (wrapped(own.key.replace(".", ": "), 28) for own in (grid.first, grid.second))
    label(axes, first, second)


def _place(values: np.ndarray, value: float) -> float:
    """Return where a value lies on an axis whose unit is the step between values."""
    return float(np.interp(value, values, np.arange(len(values))))
