"""How many customers bought again how often: the log against the worlds built from it."""

import numpy as np
from matplotlib.figure import Figure

from hooper.report.figure_data import RepeatDistribution
from hooper.report.figures.canvas import WIDE_INCHES, label, legend_below, new_panels, per_cent, tidy, written
from hooper.report.figures.palette import BLUE, GRID, MUTED


def repeat_distribution(shares: RepeatDistribution, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw the share of customers with 0, 1, ... repeats: bars for the log, points for the worlds."""
    figure, (axes,) = new_panels(width_inches, 3.2)
    tidy(axes, grid="y")
    counts = np.arange(shares.log.size)
    bars = axes.bar(counts, shares.log, color=GRID, edgecolor=MUTED, width=0.75)
    mean = shares.worlds.mean(axis=0)
    low, high = np.quantile(shares.worlds, (0.05, 0.95), axis=0)
    axes.vlines(counts, low, high, color=BLUE, linewidth=2.2)
    (points,) = axes.plot(counts, mean, "o", color=BLUE, markersize=6)
    axes.set_xticks(counts, [*(str(count) for count in counts[:-1]), f"{counts[-1]}+"])
    axes.yaxis.set_major_formatter(written(per_cent))
    label(axes, x="repeat purchases", y="share of customers")
    legend_below(figure, [bars[0], points], ["log", "worlds (mean, 5 to 95 %)"], width_inches)
    return figure
