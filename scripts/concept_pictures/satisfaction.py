"""Satisfaction is experience less expectation: how a gap is felt, and how expectation catches up."""

from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.expectation import ExpectationSettings, expectation
from hooper.mechanisms.satisfaction import SatisfactionSettings, felt, judged
from hooper.report.figures.canvas import SMALL, heading, label, new_panels
from hooper.report.figures.palette import BLUE, GREEN, INK, MUTED, ORANGE, SKY, VERMILLION

MONTHS: Final = 24
BEFORE, AFTER, STEP_MONTH = 0.4, 1.0, 6
JUDGEMENT: Final = SatisfactionSettings().constants(DAYS_PER_MONTH)
LEARNING: Final = ExpectationSettings(rival_pull_per_month=0.0).constants(DAYS_PER_MONTH)


def satisfaction() -> Figure:
    """Draw the curve of felt gaps, and two years in which quality rises once and for all."""
    figure, (curve, years) = new_panels(8.0, 3.0, shares=(1.0, 1.5))
    _draw_felt(curve)
    _draw_years(years)
    return figure


def _draw_felt(axes: Axes) -> None:
    gaps = np.linspace(-1.5, 1.5, 121)
    axes.axhline(0.0, color=MUTED, linewidth=0.8)
    axes.axvspan(-JUDGEMENT.zone, JUDGEMENT.zone, color=SKY, alpha=0.25, linewidth=0)
    axes.plot(gaps, gaps, color=MUTED, linestyle=":", linewidth=1.2)
    axes.plot(gaps, [felt(gap, JUDGEMENT) for gap in gaps.tolist()], color=BLUE, linewidth=2.0)
    axes.text(0.32, -1.5, "shaded: zone\nof tolerance", fontsize=SMALL, color=INK, va="center")
    axes.text(-1.45, 0.75, "losses count\ntwice", fontsize=SMALL, color=VERMILLION, va="center")
    heading(axes, "how a gap is felt")
    label(axes, "experience less expectation", "felt")


def _draw_years(axes: Axes) -> None:
    experienced = np.where(np.arange(MONTHS) < STEP_MONTH, BEFORE, AFTER)
    expected = _expected(experienced)
    pleased = [
        judged(x, x - e, JUDGEMENT) for x, e in zip(experienced.tolist(), expected.tolist(), strict=True)
    ]
    months = np.arange(MONTHS)
    axes.fill_between(months, expected, experienced, step="post", color=SKY, alpha=0.35, linewidth=0)
    axes.step(months, experienced, where="post", color=GREEN, linewidth=2.0)
    axes.step(months, expected, where="post", color=ORANGE, linewidth=2.0, linestyle="--")
    axes.step(months, pleased, where="post", color=BLUE, linewidth=2.0)
    axes.text(23, AFTER + 0.05, "experience", fontsize=SMALL, color=GREEN, ha="right")
    axes.text(11.2, 0.67, "expectation catches up", fontsize=SMALL, color=INK, va="center")
    axes.text(23, pleased[-1] - 0.1, "satisfaction with the month", fontsize=SMALL, color=BLUE, ha="right")
    axes.set_ylim(0.0, 1.25)
    heading(axes, "quality rises once and for all")
    label(axes, "month", "in units of experience")


def _expected(experienced: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the expectation as each month begins, of somebody who expected what there was at first."""
    expected = [float(experienced[0])]
    for level in experienced[:-1].tolist():
        expected.append(expectation.function(expected[-1], level, 1.0, 0.0, LEARNING))
    return np.array(expected)
