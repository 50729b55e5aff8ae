"""Concentration of profit: the Lorenz curve, best customers first, and the classes that it is cut into."""

from collections.abc import Mapping
from itertools import cycle

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hooper.economics.concentration import gini
from hooper.economics.whale_curve import whale_curve
from hooper.report.figures.canvas import (
    WIDE_INCHES,
    heading,
    label,
    legend_below,
    new_panels,
    per_cent,
    wrapped,
    written,
)
from hooper.report.figures.palette import INK, LINE_COLOURS, MUTED

_POINTS = 1000  # as many as a figure can show of a curve over a million customers


def concentration_of_profit(
    profit: NDArray[np.float64], classes: Mapping[str, int], width_inches: float = WIDE_INCHES
) -> Figure:
    """Draw the share of all profit, `(n,)`, that the best customers bring, over their share.

    `classes` are the numbers of customers by class, the most valuable class first; each
    has its colour under the curve. Raises InputError where all profit together is not above zero.
    """
    figure, (axes,) = new_panels(width_inches, 3.6)
    curve = whale_curve(profit).cumulative_share
    shown = np.unique(np.linspace(0, profit.size, _POINTS + 1).astype(np.int64))
    legend = _draw_classes(axes, curve, shown, classes)
    axes.plot(shown / profit.size, curve[shown], color=INK, linewidth=2.0)
    (legend["equal shares"],) = axes.plot([0.0, 1.0], [0.0, 1.0], color=MUTED, linewidth=1.2, linestyle=":")
    heading(axes, wrapped(in_words(curve, classes), int(width_inches * 11)))
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(0.0, max(1.0, float(curve.max())) * 1.03)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(written(per_cent))
    label(axes, x="share of customers, the most profitable first", y="cumulated share of the profit")
    legend_below(figure, list(legend.values()), list(legend), width_inches)
    return figure


def in_words(curve: NDArray[np.float64], classes: Mapping[str, int]) -> str:
    """Tell what the first class brings, and the Gini coefficient.

    >>> in_words(np.array([0.0, 0.75, 1.0]), {"A": 1, "B": 1})
    'A: 50 % of the customers bring 75 % of the profit. Gini 0.25.'
    """
    first, customers = next(iter(classes.items()))
    share = per_cent(round(customers / (curve.size - 1), 3))
    brought = per_cent(round(float(curve[customers]), 3))
    told = f"{first}: {share} of the customers bring {brought} of the profit."
    return f"{told} Gini {gini(curve):.2f}."


def _draw_classes(
    axes: Axes, curve: NDArray[np.float64], shown: NDArray[np.int64], classes: Mapping[str, int]
) -> dict[str, Artist]:
    """Fill what lies under the curve of each class; return the legend."""
    ends = np.cumsum(list(classes.values())).tolist()
    legend: dict[str, Artist] = {}
    for name, begin, end, colour in zip(classes, [0, *ends], ends, cycle(LINE_COLOURS), strict=False):
        part = np.unique(np.append(shown[(shown > begin) & (shown < end)], [begin, end]))
        legend[name] = axes.fill_between(
            part / (curve.size - 1), curve[part], color=colour, alpha=0.3, linewidth=0
        )
    return legend
