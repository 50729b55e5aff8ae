"""Did warnings hold? How often came what they foretold, and how many of the lost would a list have held?"""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from hooper.comparison.decile_calibration import calibrate_by_decile
from hooper.economics.concentration import concentration_curve
from hooper.report.figures.canvas import (
    WIDE_INCHES,
    heading,
    label,
    legend_below,
    new_panels,
    per_cent,
    plain,
    written,
)
from hooper.report.figures.palette import INK, MUTED, line_styles

Floats = NDArray[np.float64]
Lines = dict[str, Line2D]

MARKERS = "osD^vP"
TOP = 0.1


def warning_check(
    risks: Mapping[str, Floats], came: NDArray[np.bool_], width_inches: float = WIDE_INCHES
) -> Figure:
    """Draw the calibration of warnings by tenths, and the share of all that came among those warned of first.

    `risks` has the risks of the same customer-months by the name of the warning, `came` says what came, all
    of shape `(n,)`.
    """
    figure, (calibration, reach) = new_panels(width_inches, 3.5, shares=(1.0, 1.0))
    lines: Lines = {}
    for (name, (colour, dash)), marker in zip(line_styles(list(risks)).items(), MARKERS, strict=False):
        tenths = calibrate_by_decile(risks[name], came.astype(np.float64))
        (lines[plain(name)],) = calibration.plot(
            tenths.estimated_mean, tenths.true_mean, dash, color=colour, marker=marker, markersize=4.5
        )
        if came.any():
            curve = concentration_curve(risks[name], came.astype(np.float64))
            reach.plot(np.linspace(0.0, 1.0, curve.size), curve, dash, color=colour, linewidth=1.6)
    lines |= _finish(calibration, reach, came)
    legend_below(figure, list(lines.values()), list(lines), width_inches)
    return figure


def _finish(calibration: Axes, reach: Axes, came: NDArray[np.bool_]) -> Lines:
    """Name the panels, and draw what a perfect warning and one that knows nothing would show."""
    lines: Lines = {}
    heading(calibration, "as often as foretold?")
    label(calibration, x="risk foretold, by tenths", y="share who fell silent")
    heading(reach, "how many are found?")
    label(reach, x="share warned of, highest risk first", y="share of all who fell silent")
    for axes in (calibration, reach):
        axes.set_xlim(0.0, 1.0)
        axes.set_ylim(0.0, 1.02)
        axes.xaxis.set_major_formatter(written(per_cent))
        axes.yaxis.set_major_formatter(written(per_cent))
        (lines["right; at random"],) = axes.plot([0, 1], [0, 1], color=MUTED, linewidth=1.0, linestyle=":")
    (lines["all known beforehand"],) = reach.plot(
        [0.0, float(came.mean()) if came.size else 0.0, 1.0], [0.0, 1.0, 1.0], color=INK, linewidth=0.9
    )
    return lines
