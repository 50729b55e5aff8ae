"""One line a strategy over the periods of a study, shared by the figures that have them."""

import xarray as xr
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from hooper.report.figures.palette import MUTED, strategy_styles


def draw_over_time(axes: Axes, series: xr.DataArray, baseline: str, branch: float) -> dict[str, Line2D]:
    """Draw the mean over replications a strategy, and where strategies start; return the legend.

    `series` has dimensions (strategy, replication, period); the baseline comes first.
    """
    mean = series.mean("replication").transpose("strategy", "period")
    styles = strategy_styles([str(name) for name in series["strategy"].values], baseline)
    legend: dict[str, Line2D] = {}
    for name, (colour, dash) in styles.items():
        own = mean.sel(strategy=name).to_numpy()
        (legend[name],) = axes.plot(
            series["period"].to_numpy(), own, color=colour, linestyle=dash, linewidth=1.6, zorder=3
        )
    legend["strategies start"] = axes.axvline(branch, color=MUTED, linewidth=1.0)
    return legend
