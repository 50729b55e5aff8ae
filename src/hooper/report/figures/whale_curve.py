"""The whale curve: how profit adds up over customers, the most profitable first, and what the last cost."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

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
from hooper.report.figures.palette import BLUE, INK, MUTED, VERMILLION


def whale_curve(cumulative: NDArray[np.float64], width_inches: float = WIDE_INCHES) -> Figure:
    """Draw cumulated profit against the share of customers, the most profitable first, and tell its peak.

    `cumulative` has shape `(n_customers + 1,)`, starts at 0, and is in shares of the size of the total
    profit, so that it ends at 1, or at -1 if all customers together make a loss. Where it falls,
    customers cost more than they bring.
    """
    figure, (axes,) = new_panels(width_inches, 3.6)
    result = "loss" if cumulative[-1] < 0.0 else "profit"
    axes.axhline(0.0, color=INK, linewidth=1.0)
    legend = _draw_curve(axes, cumulative)
    legend[f"{result} of all customers"] = axes.axhline(
        float(cumulative[-1]), color=MUTED, linewidth=1.2, linestyle=":"
    )
    heading(axes, wrapped(in_words(cumulative), int(width_inches * 11)))
    axes.set_xlim(0.0, 1.0)
    axes.margins(y=0.08)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(written(per_cent))
    label(axes, x="share of customers, the most profitable first", y=f"cumulated share of the {result}")
    legend_below(figure, list(legend.values()), list(legend), width_inches)
    return figure


def in_words(cumulative: NDArray[np.float64]) -> str:
    """Tell what the best and the last customers do.

    >>> in_words(np.array([0.0, 1.0, 1.25, 1.25, 1.0]))
    'The best 50 % of customers bring 125 % of the profit, the last 25 % cost 25 %.'
    >>> in_words(np.array([0.0, 0.75, 1.0]))
    'The best 100 % of customers bring 100 % of the profit; nobody makes a loss.'
    """
    best, last = _peak(cumulative)
    customers, result = cumulative.size - 1, "loss" if cumulative[-1] < 0.0 else "profit"
    bring = (
        f"The best {_whole(best / customers)} of customers bring {_whole(cumulative[best])} of the {result}"
    )
    if last == customers:
        return f"{bring}; nobody makes a loss."
    cost = _whole(cumulative[last] - cumulative[-1])
    return f"{bring}, the last {_whole(1.0 - last / customers)} cost {cost}."


def _peak(cumulative: NDArray[np.float64]) -> tuple[int, int]:
    """Return after how many customers the curve first reaches its peak, and after how many it last does."""
    first, *_ = places = np.flatnonzero(cumulative == cumulative.max()).tolist()
    return first, places[-1]


def _whole(share: float) -> str:
    return per_cent(round(float(share), 2))


def _draw_curve(axes: Axes, cumulative: NDArray[np.float64]) -> dict[str, Line2D]:
    """Draw the curve up to its peak and down from there; return the legend."""
    best, last = _peak(cumulative)
    customers = np.linspace(0.0, 1.0, cumulative.size)
    axes.fill_between(customers, cumulative, color=BLUE, alpha=0.12, linewidth=0)
    legend: dict[str, Line2D] = {}
    up, down = slice(None, last + 1), slice(last, None)
    (legend["bring profit"],) = axes.plot(customers[up], cumulative[up], color=BLUE, linewidth=2.0)
    if last < cumulative.size - 1:
        (legend["cost more than they bring"],) = axes.plot(
            customers[down], cumulative[down], color=VERMILLION, linewidth=2.0, linestyle="--"
        )
    (legend["peak"],) = axes.plot(
        customers[[best]], cumulative[[best]], "o", color=INK, markersize=7, clip_on=False, zorder=4
    )
    return legend
