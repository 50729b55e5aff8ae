"""Conditional expectations: purchases after the cut, actual and foretold, by what was bought before it."""

from collections.abc import Mapping
from itertools import cycle

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hooper.lifetime_value.customer_bins import CustomerBins
from hooper.report.figures.canvas import (
    ROOM_FOR_TWO_INCHES,
    WIDE_INCHES,
    label,
    legend_below,
    new_panels,
    tidy,
)
from hooper.report.figures.model_names import as_in_papers
from hooper.report.figures.palette import GRID, MUTED, line_styles

MARKERS = "osD^vP"
FIT_UPRIGHT = 30  # characters of tick labels in a row on a narrow screen


def conditional_expectations(
    bins: CustomerBins,
    actual: NDArray[np.generic],
    predicted: Mapping[str, NDArray[np.float64]],
    binned_by: str,
    width_inches: float = WIDE_INCHES,
) -> Figure:
    """Draw the mean purchases after the cut in each bin: bars for the actual ones, a line for each model.

    `actual` and every array of `predicted`, by the name of the model, have shape `(n_customers,)`;
    `binned_by` says what the bins are of, with its unit.
    """
    figure, (axes,) = new_panels(width_inches, 3.4)
    tidy(axes, grid="y")
    places = np.arange(len(bins.labels))
    bars = axes.bar(places, bins.mean(actual), color=GRID, edgecolor=MUTED, width=0.75)
    lines = []
    styles = line_styles(list(predicted)).items()
    for (name, (colour, dash)), marker in zip(styles, cycle(MARKERS), strict=False):
        own = bins.mean(predicted[name])
        lines += axes.plot(places, own, marker, color=colour, linestyle=dash, linewidth=1.6, markersize=5.5)
    _name_bins(axes, bins, binned_by, is_narrow=width_inches < ROOM_FOR_TWO_INCHES)
    axes.set_ylim(bottom=0.0)
    legend_below(figure, [bars[0], *lines], ["actual", *map(as_in_papers, predicted)], width_inches)
    return figure


def _name_bins(axes: Axes, bins: CustomerBins, binned_by: str, is_narrow: bool) -> None:
    """Name the bins, and tell below how many customers each has where there is room for it."""
    places, y = np.arange(len(bins.labels)), "mean purchases after the cut"
    if is_narrow:
        longest = max(len(name) for name in bins.labels)
        axes.set_xticks(places, bins.labels, rotation=90 if longest * places.size > FIT_UPRIGHT else 0)
        label(axes, x=binned_by, y=y)
        return
    sizes = bins.customers.tolist()
    axes.set_xticks(places, [f"{name}\n{size:,}" for name, size in zip(bins.labels, sizes, strict=True)])
    label(axes, x=f"{binned_by}, and number of customers", y=y)
