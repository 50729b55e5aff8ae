"""Cumulative repeat purchases: the log against the worlds built from it."""

import numpy as np
from matplotlib.figure import Figure

from hooper.report.figure_data import RepeatCurves
from hooper.report.figures.canvas import SMALL, WIDE_INCHES, compact, label, legend_below, new_panels, written
from hooper.report.figures.palette import BLUE, INK, MUTED


def repeat_curves(curves: RepeatCurves, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw the log's curve, the worlds' mean and their 5-95 % band, calibration and holdout marked."""
    figure, (axes,) = new_panels(width_inches, 3.6)
    low, high = np.quantile(curves.worlds, (0.05, 0.95), axis=0)
    band = axes.fill_between(curves.weeks, low, high, color=BLUE, alpha=0.22, linewidth=0)
    (mean,) = axes.plot(curves.weeks, curves.worlds.mean(axis=0), color=BLUE, linewidth=1.8, linestyle="--")
    (log,) = axes.plot(curves.weeks, curves.log, color=INK, linewidth=1.8)
    end = float(curves.weeks[-1])
    axes.set_xlim(float(curves.weeks[0]), end)
    axes.set_ylim(bottom=0.0)
    axes.axvline(curves.calibration_end_week, color=MUTED, linewidth=1.0)
    spans = {"calibration": (float(curves.weeks[0]), curves.calibration_end_week)}
    spans["holdout"] = (curves.calibration_end_week, end)
    for name, (start, stop) in spans.items():
        axes.annotate(
            f"{name}, to week {stop:g}",
            ((start + stop) / 2, 1.0),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="bottom",
            fontsize=SMALL,
            color=MUTED,
        )
    label(axes, x="week", y="cumulative repeat purchases")
    axes.yaxis.set_major_formatter(written(compact))
    names = ["log", f"mean of {curves.worlds.shape[0]} worlds", "5 to 95 % of worlds"]
    legend_below(figure, [log, mean, band], names, width_inches)
    return figure
