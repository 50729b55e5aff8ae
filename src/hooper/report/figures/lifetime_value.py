"""Customer lifetime value: how it is spread, and how few customers hold most of it."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hooper.economics.concentration import concentration_curve, share_in_top
from hooper.report.figures.canvas import (
    SMALL,
    WIDE_INCHES,
    compact,
    heading,
    label,
    new_panels,
    per_cent,
    written,
)
from hooper.report.figures.palette import BLUE, INK, MUTED, ORANGE

TOP = 0.2


def lifetime_value(values: NDArray[np.float64], currency: str, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw the distribution of customer lifetime value, shape `(n_customers,)`, and its Lorenz curve.

    The last bar holds all values beyond the 98 % point.
    """
    figure, (spread, curve) = new_panels(width_inches, 3.2, shares=(1.0, 1.0))
    _draw_spread(spread, values, currency)
    _draw_curve(curve, values)
    return figure


def _draw_spread(axes: Axes, values: NDArray[np.float64], currency: str) -> None:
    edge = float(np.quantile(values, 0.98))
    edges = np.linspace(min(0.0, float(values.min())), edge if edge > 0 else 1.0, 26)
    counts, _ = np.histogram(np.minimum(values, edges[-1]), edges)
    colours = [BLUE] * (counts.size - 1) + [ORANGE]
    axes.bar(edges[:-1], counts / values.size, np.diff(edges), align="edge", color=colours, edgecolor="white")
    axes.annotate(
        f"and above\n(up to {compact(float(f'{values.max():.3g}'))})",
        (edges[-1], counts[-1] / values.size),
        (0, 6),
        textcoords="offset points",
        ha="right",
        fontsize=SMALL,
        color=INK,
    )
    axes.yaxis.set_major_formatter(written(per_cent))
    axes.xaxis.set_major_formatter(written(compact))
    heading(axes, "share of customers by value")
    label(axes, x=f"customer lifetime value ({currency})")


def _draw_curve(axes: Axes, values: NDArray[np.float64]) -> None:
    heading(axes, "share of value, best customers first")
    label(axes, x="share of customers")
    axes.xaxis.set_major_formatter(written(per_cent))
    axes.yaxis.set_major_formatter(written(per_cent))
    axes.plot([0, 1], [0, 1], color=MUTED, linewidth=1.0, linestyle="--")
    if values.sum() <= 0:
        return
    curve = concentration_curve(values, values)
    held = share_in_top(curve, TOP)
    axes.plot(np.linspace(0, 1, curve.size), curve, color=BLUE, linewidth=1.8)
    axes.plot([TOP], [held], "o", color=ORANGE, markersize=7)
    text = f"best {per_cent(TOP)} hold {held:.0%}".replace("%", " %").replace("  ", " ")
    axes.annotate(text, (TOP, held), (8, -12), textcoords="offset points", fontsize=SMALL, color=INK)
