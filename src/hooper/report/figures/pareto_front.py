"""What one aim costs of another: profit against retention and satisfaction, and who is on the front."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from hooper.comparison.ranking import RankingRow
from hooper.report.figures.canvas import (
    WIDE_INCHES,
    compact,
    heading,
    label,
    legend_below,
    new_panels,
    per_cent,
    written,
)
from hooper.report.figures.palette import INK, PAPER, Styles

MARKERS = "osD^vPX*<>"


_MOST_TICKS = 4


def pareto_front(
    rows: Sequence[RankingRow], styles: Styles, currency: str, width_inches: float = WIDE_INCHES
) -> Figure:
    """Draw each strategy by its gain and its retention, and by its gain and mean satisfaction.

    A filled marker is on the front of all three aims; of a hollow one another strategy has as much of each
    and more of one. `styles` are those of all strategies of the study. Means over replications; strategies
    that cannot be compared are left out.
    """
    placed = [row for row in rows if row.beside.front is not None]
    figure, (kept, pleased) = new_panels(width_inches, 3.0, shares=(1.0, 1.0))
    looks = {row.strategy: _look(row, styles) for row in placed}
    legend = [Line2D([], [], linestyle="", **look) for look in looks.values()]
    _draw(kept, placed, looks, [row.retention or 0.0 for row in placed])
    _draw(pleased, placed, looks, [row.mean_satisfaction or 0.0 for row in placed])
    kept.xaxis.set_major_formatter(written(per_cent))
    heading(kept, "profit against retention")
    heading(pleased, "profit against satisfaction")
    label(kept, x="customers kept to the horizon", y=f"customer equity gain ({currency})")
    label(pleased, x="mean satisfaction")
    legend_below(figure, legend, list(looks), width_inches)
    return figure


def _draw(
    axes: Axes, rows: Sequence[RankingRow], looks: Mapping[str, dict[str, Any]], aim: Sequence[float]
) -> None:
    axes.axhline(0.0, color=INK, linewidth=1.0)
    for row, x in zip(rows, aim, strict=True):
        axes.plot([x], [row.gain.difference or 0.0], linestyle="", **looks[row.strategy])
    axes.yaxis.set_major_formatter(written(compact))
    axes.xaxis.set_major_locator(MaxNLocator(_MOST_TICKS))
    axes.margins(0.12)


def _look(row: RankingRow, styles: Styles) -> dict[str, Any]:
    colour, _ = styles[row.strategy]
    marker = MARKERS[list(styles).index(row.strategy) % len(MARKERS)]
    on_front = row.beside.front is not None and row.beside.front.on_front
    return {
        "color": colour,
        "marker": marker,
        "markersize": 8.0,
        "markerfacecolor": colour if on_front else PAPER,
    }
