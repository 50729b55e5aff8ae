"""What a log can tell of each parameter: how fast the distance grows when it is held away from its best."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure

from hooper.report.figures.canvas import (
    WIDE_INCHES,
    compact,
    heading,
    label,
    legend_below,
    panel_grid,
    written,
)
from hooper.report.figures.palette import BLUE, INK, SKY


class ProfilePanel(NamedTuple):
    """One parameter: value, 95 % interval, verdict, and `(value, distance)` along its profile."""

    value: float
    low: float
    high: float
    verdict: str
    profile: Sequence[tuple[float, float]]


def identification_profile(panels: Mapping[str, ProfilePanel], width_inches: float = WIDE_INCHES) -> Figure:
    """Draw a panel for each parameter, by its name: the distance along its profile, and its interval."""
    figure, grid = panel_grid(len(panels), width_inches)
    handles = []
    for axes, (name, panel) in zip(grid, panels.items(), strict=True):
        values, distances = np.array(panel.profile).T
        band = axes.axvspan(
            max(panel.low, values[0]), min(panel.high, values[-1]), color=SKY, alpha=0.25, linewidth=0
        )
        (line,) = axes.plot(values, distances, color=BLUE, linewidth=1.6, marker="o", markersize=3.5)
        best = axes.axvline(panel.value, color=INK, linewidth=1.0, linestyle=":")
        axes.set_xscale("log")
        axes.set_xticks(np.unique([values[0], panel.value, values[-1]]))
        axes.minorticks_off()
        axes.xaxis.set_major_formatter(written(lambda value: compact(float(f"{value:.2g}"))))
        heading(axes, f"{name}:\n{panel.verdict}")
        label(axes, y="distance" if axes in grid[::3] else "")
        handles = [line, best, band]
    names = ["distance, the others following", "best value", "95 % interval"]
    legend_below(figure, handles, names, width_inches)
    return figure
