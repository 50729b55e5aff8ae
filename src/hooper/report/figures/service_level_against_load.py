"""Service level against load: how many are served in time as capacity is used up, and what theory says."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from hooper.report.figure_data import LoadCurve
from hooper.report.figures.canvas import (
    SMALL,
    WIDE_INCHES,
    label,
    legend_below,
    new_panels,
    per_cent,
    plain,
    wrapped,
    written,
)
from hooper.report.figures.palette import BLUE, GRID, INK, PAPER, VERMILLION

OVERLOAD, LEAST_SHOWN = 1.0, 1.2


def service_level_against_load(
    load: NDArray[np.float64],
    service_level: NDArray[np.float64],
    in_time: str,
    theory: LoadCurve | None = None,
    width_inches: float = WIDE_INCHES,
) -> Figure:
    """Draw a point for each period, apart for those in overload, in which more work came than could be done.

    `load` is the work that came as a share of capacity, `service_level` the share served in time, both
    of shape `(n_periods,)` and NaN where nobody asked for service; `in_time` says what counts as that
    ("answered within a day").
    """
    figure, (axes,) = new_panels(width_inches, 3.4)
    known = np.isfinite(load) & np.isfinite(service_level)
    over = load >= OVERLOAD
    legend = _draw_points(
        axes,
        load,
        service_level,
        {"period within capacity": known & ~over, "period in overload": known & over},
    )
    if theory is not None:
        curve = axes.plot(theory.load, theory.service_level, color=INK, linestyle="--", linewidth=1.6)
        legend[plain(theory.name)] = curve[0]
    _mark_overload(axes, np.concatenate((load[known], [] if theory is None else theory.load)))
    axes.set_ylim(-0.03, 1.04)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(written(per_cent))
    load_name = wrapped("load: work that came as a share of capacity", int(width_inches * 10))
    label(axes, x=load_name, y=wrapped(in_time, 24))
    legend_below(figure, list(legend.values()), list(legend), width_inches)
    return figure


def _draw_points(
    axes: Axes, load: NDArray[np.float64], level: NDArray[np.float64], groups: dict[str, NDArray[np.bool_]]
) -> dict[str, Line2D]:
    """Draw each group with a marker of its own; return the legend of those that have points."""
    looks = {"period within capacity": ("o", BLUE, BLUE), "period in overload": ("s", VERMILLION, PAPER)}
    legend: dict[str, Line2D] = {}
    for name, chosen in groups.items():
        if chosen.any():
            marker, colour, face = looks[name]
            points = axes.plot(load[chosen], level[chosen], marker, color=colour, markerfacecolor=face)
            points[0].set_markersize(5.0)
            legend[name] = points[0]
    return legend


def _mark_overload(axes: Axes, loads: NDArray[np.float64]) -> None:
    """Shade what lies beyond capacity, and name it above the panel."""
    low, high = float(loads.min(initial=OVERLOAD)), float(loads.max(initial=OVERLOAD))
    end = max(LEAST_SHOWN, high + 0.05)
    axes.set_xlim(max(0.0, low - 0.05), end)
    axes.axvspan(OVERLOAD, end, color=GRID, linewidth=0, zorder=0)
    axes.axvline(OVERLOAD, color=INK, linewidth=1.0)
    axes.annotate(
        "overload",
        ((OVERLOAD + end) / 2.0, 1.0),
        (0, 3),
        xycoords=("data", "axes fraction"),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=SMALL,
        color=INK,
    )
