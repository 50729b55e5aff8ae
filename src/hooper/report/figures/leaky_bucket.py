"""The leaky bucket: customers held over time, what flowed in, and through which holes they left."""

import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from hooper.report.figures.canvas import (
    WIDE_INCHES,
    compact,
    heading,
    label,
    legend_below,
    new_panels,
    tidy,
    wrapped,
    written,
)
from hooper.report.figures.over_time import draw_over_time
from hooper.report.figures.palette import GREEN, INK, cause_colours


def leaky_bucket(
    outcome: xr.Dataset, baseline: str, width_inches: float = WIDE_INCHES, period: str = "week"
) -> Figure:
    """Draw customers held, those held more than under the baseline, and inflow against leaks by cause.

    `outcome` has `active` and `arrivals` over (strategy, replication, period), `leaks` over
    (strategy, replication, cause), both flows from the branch to the horizon, and the attribute
    `branch_period`; means over replications. Time counts in periods of that name.
    """
    active, branch = outcome["active"], float(outcome.attrs["branch_period"])
    figure, (held, gained, flows) = new_panels(
        width_inches, 1.6 + 0.45 * active.sizes["strategy"], (1.0, 1.0, 1.35)
    )
    lines = draw_over_time(held, active, baseline, branch)
    draw_over_time(gained, active - active.sel(strategy=baseline, drop=True), baseline, branch)
    heading(held, "customers held")
    heading(gained, "difference")
    for axes in (held, gained):
        label(axes, x=period)
        axes.yaxis.set_major_formatter(written(compact))
    names = [name for name in lines if name in outcome["strategy"]]
    patches = _draw_flows(flows, outcome, names)
    flows.set_yticks(range(len(names)), [wrapped(name, 15) for name in names])
    legend_below(figure, [*lines.values(), *patches.values()], [*lines, *patches], width_inches)
    return figure


def _draw_flows(axes: Axes, outcome: xr.Dataset, names: list[str]) -> dict[str, Patch]:
    """Draw arrivals to the right of zero and leaks, stacked by cause, to the left."""
    tidy(axes, grid="x")
    period = outcome["period"]
    # A replication that is missing, since its strategy was dropped, is not one in which nobody came.
    since_branch = outcome["arrivals"].where(period >= outcome.attrs["branch_period"], 0.0)
    arrived = since_branch.sum("period", skipna=False)
    arrivals = arrived.mean("replication").sel(strategy=names).to_numpy()
    leaks = outcome["leaks"].mean("replication").sel(strategy=names)
    positions = range(len(names))
    edge = 0.0 * arrivals
    patches: dict[str, Patch] = {}
    for cause, colour in cause_colours([str(name) for name in leaks["cause"].values]).items():
        width = leaks.sel(cause=cause).to_numpy()
        axes.barh(positions, -width, left=edge, color=colour, height=0.62)
        edge = edge - width
        patches[f"left: {cause}"] = Patch(color=colour)
    axes.barh(positions, arrivals, facecolor="white", edgecolor=GREEN, hatch="////", height=0.62)
    patches["came"] = Patch(facecolor="white", edgecolor=GREEN, hatch="////")
    axes.axvline(0.0, color=INK, linewidth=1.0)
    axes.invert_yaxis()
    axes.xaxis.set_major_formatter(written(lambda value: compact(abs(value))))
    heading(axes, "who left, and who came")
    label(axes, x="customers, start to horizon")
    return patches
