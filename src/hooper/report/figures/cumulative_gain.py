"""The cumulative gain over time: how long the money is out, and when it has come back."""

import numpy as np
import xarray as xr
from matplotlib.figure import Figure

from hooper.report.figures.canvas import WIDE_INCHES, compact, label, legend_below, new_panels, written
from hooper.report.figures.palette import INK, Styles

INNER = (0.05, 0.95)


def cumulative_gain(
    outcome: xr.Dataset,
    styles: Styles,
    baseline: str,
    currency: str,
    width_inches: float = WIDE_INCHES,
    period: str = "week",
) -> Figure:
    """Draw the discounted cumulative gain over the baseline by period from the branch on.

    `outcome` has `discounted_profit` over (strategy, replication, period) and the attribute
    `branch_period`; `styles` are those of all strategies of the study. Lines are means, bands hold 90 % of
    the replications. Time counts in periods of that name.
    """
    figure, (axes,) = new_panels(width_inches, 3.4)
    profit = outcome["discounted_profit"].isel(period=slice(outcome.attrs["branch_period"], None))
    gains = (
        (profit - profit.sel(strategy=baseline)).cumsum("period").transpose("strategy", "replication", ...)
    )
    periods = np.arange(1, gains.sizes["period"] + 1)
    legend = {}
    for name in map(str, gains["strategy"].values):
        colour, dash = styles[name]
        own = gains.sel(strategy=name).to_numpy()
        low, high = np.quantile(own, INNER, axis=0)
        axes.fill_between(periods, low, high, color=colour, alpha=0.13, linewidth=0)
        (legend[name],) = axes.plot(periods, own.mean(axis=0), color=colour, linestyle=dash, linewidth=1.6)
    axes.axhline(0.0, color=INK, linewidth=1.0)
    axes.yaxis.set_major_formatter(written(compact))
    label(axes, x=f"{period}s from the branch", y=f"cumulative gain ({currency})")
    legend_below(figure, list(legend.values()), list(legend), width_inches)
    return figure
