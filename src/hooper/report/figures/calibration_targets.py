"""Targets of a calibration: what the log has, with its sampling error, and what the fitted world has."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hooper.report.figures.canvas import WIDE_INCHES, heading, label, legend_below, panel_grid
from hooper.report.figures.palette import BLUE, INK

Floats = NDArray[np.float64]

_INTERVAL = 1.96


class TargetPanel(NamedTuple):
    """One kind of target: where each is taken, what is measured, in log and world, and the log's error."""

    unit: str
    measure: str
    at: Floats
    log: Floats
    standard_error: Floats
    world: Floats


def calibration_targets(panels: Mapping[str, TargetPanel], width_inches: float = WIDE_INCHES) -> Figure:
    """Draw a panel for each kind of target, by its name: the log's with 95 % intervals, and the world's."""
    figure, grid = panel_grid(len(panels), width_inches)
    handles = []
    for axes, (name, panel) in zip(grid, panels.items(), strict=True):
        (world,) = axes.plot(panel.at, panel.world, color=BLUE, linewidth=1.6, linestyle="--", marker="x")
        log = axes.errorbar(
            panel.at,
            panel.log,
            _INTERVAL * panel.standard_error,
            color=INK,
            fmt="o",
            markersize=3.5,
            linewidth=1.0,
        )
        heading(axes, name)
        label(axes, x=panel.unit, y=panel.measure)
        axes.set_ylim(0.0, 1.1 * float(np.max(panel.log + _INTERVAL * panel.standard_error)))
        handles = [log, world]
    legend_below(figure, handles, ["log, 95 % interval", "calibrated world"], width_inches)
    return figure
