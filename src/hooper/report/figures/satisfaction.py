"""Experience, expectation and what is between them, over time and by strategy."""

import xarray as xr
from matplotlib.figure import Figure

from hooper.report.figures.canvas import WIDE_INCHES, heading, label, legend_below, new_panels
from hooper.report.figures.over_time import draw_over_time

HEADINGS = {
    "experience": "mean experience",
    "expectation": "mean expectation",
    "satisfaction": "mean satisfaction",
}


def satisfaction(
    outcome: xr.Dataset, baseline: str, width_inches: float = WIDE_INCHES, period: str = "week"
) -> Figure:
    """Draw mean experience, expectation and satisfaction of the customers held, by strategy.

    `outcome` has the three over (strategy, replication, period), on the scale of the laws, and the
    attribute `branch_period`. Expectation follows experience, so that a better service pays in
    satisfaction for a while only (the treadmill). Time counts in periods of that name.
    """
    figure, panels = new_panels(width_inches, 2.9, shares=(1.0, 1.0, 1.0))
    legend = {}
    for axes, (variable, title) in zip(panels, HEADINGS.items(), strict=True):
        legend = draw_over_time(axes, outcome[variable], baseline, outcome.attrs["branch_period"])
        heading(axes, title)
        label(axes, x=period)
    legend_below(figure, list(legend.values()), list(legend), width_inches)
    return figure
