"""Estimators against the truth by tenths of customers: calibrated where the points meet the diagonal."""

from collections.abc import Sequence
from itertools import cycle

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from hooper.report.content import EstimatorScore
from hooper.report.figures.canvas import WIDE_INCHES, compact, label, legend_below, new_panels, written
from hooper.report.figures.palette import MUTED, line_styles

MARKERS = "osD^vP"


def estimator_scorecard(
    scores: Sequence[EstimatorScore], currency: str, width_inches: float = WIDE_INCHES
) -> Figure:
    """Draw true against estimated mean value of each tenth of customers, one line an estimator and world."""
    figure, (axes,) = new_panels(width_inches, min(4.6, width_inches))
    names = [f"{score.estimator}, {score.world}" for score in scores]
    styles = line_styles(names)
    lines: list[Line2D] = []
    for name, score, marker in zip(names, scores, cycle(MARKERS), strict=False):
        colour, dash = styles[name]
        tenths = score.calibration
        lines += axes.plot(
            tenths.estimated_mean, tenths.true_mean, marker, color=colour, linestyle=dash, linewidth=1.2
        )
    drawn = [tenths for s in scores for tenths in (s.calibration.estimated_mean, s.calibration.true_mean)]
    ends = np.concatenate(drawn)
    diagonal = [float(ends.min()), float(ends.max())]
    (perfect,) = axes.plot(diagonal, diagonal, color=MUTED, linewidth=1.0, linestyle="--", zorder=1)
    axes.xaxis.set_major_formatter(written(compact))
    axes.yaxis.set_major_formatter(written(compact))
    label(axes, x=f"estimated mean value of a tenth ({currency})", y=f"true mean value ({currency})")
    legend_below(figure, [*lines, perfect], [*names, "perfect calibration"], width_inches)
    return figure
