"""Frequency check: how many customers bought again how often, and how many should have."""

from collections.abc import Mapping
from itertools import cycle

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hooper.lifetime_value.customer_bins import CustomerBins
from hooper.report.figures.canvas import WIDE_INCHES, compact, label, legend_below, new_panels, tidy, written
from hooper.report.figures.model_names import as_in_papers
from hooper.report.figures.palette import GRID, MUTED, line_styles

MARKERS = "osD^vP"
TICKS = 6
SPREAD = 0.5  # of a bar's place, over which the points of the models are laid


def frequency_check(
    bins: CustomerBins, expected: Mapping[str, NDArray[np.float64]], width_inches: float = WIDE_INCHES
) -> Figure:
    """Draw the customers in bins of repeat purchases: bars for the actual ones, points for each model's.

    Every array of `expected`, by the name of the model, has shape `(n_bins,)`. The axis is one of square
    roots, on which chance errors are alike whatever the height (Tukey's rootogram).
    """
    figure, (axes,) = new_panels(width_inches, 3.4)
    tidy(axes, grid="y")
    places = np.arange(bins.customers.size)
    bars = axes.bar(places, bins.customers, color=GRID, edgecolor=MUTED, width=0.75)
    offsets = np.linspace(-SPREAD, SPREAD, len(expected) + 2)[1:-1]
    points = []
    styles = line_styles(list(expected)).items()
    for (name, (colour, _)), offset, marker in zip(styles, offsets, cycle(MARKERS), strict=False):
        points += axes.plot(places + offset, expected[name], marker, color=colour, markersize=5.5)
    axes.set_yscale("function", functions=(lambda count: np.sqrt(np.maximum(count, 0.0)), np.square))
    axes.set_ylim(bottom=0.0)
    axes.set_yticks(_even_ticks(axes.get_ylim()[1]))
    axes.yaxis.set_major_formatter(written(compact))
    axes.set_xticks(places, bins.labels)
    label(axes, x="repeat purchases", y="customers (axis of square roots)")
    names = ["actual", *(as_in_papers(name) for name in expected)]
    legend_below(figure, [bars[0], *points], names, width_inches)
    return figure


def _even_ticks(highest: float) -> NDArray[np.float64]:
    """Return ticks that lie evenly on an axis of square roots: squares times 1, 2 or 5 of some power of ten.

    >>> _even_ticks(1500.0).tolist()
    [0.0, 50.0, 200.0, 450.0, 800.0, 1250.0]
    """
    least = max(highest, 1.0) / TICKS**2
    power = 10.0 ** np.floor(np.log10(least))
    unit = next(power * step for step in (1.0, 2.0, 5.0, 10.0) if power * step >= least)
    return unit * np.arange(np.floor(np.sqrt(highest / unit)) + 1) ** 2
