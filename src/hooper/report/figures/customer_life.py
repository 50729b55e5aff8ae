"""One customer's life: the stages, what was experienced and expected, satisfaction, purchases."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from hooper.report.figure_data import CustomerLife
from hooper.report.figures.canvas import WIDE_INCHES, label, legend_below, tidy, wrapped
from hooper.report.figures.palette import BLUE, INK, MUTED, ORANGE, PAPER, STAGES


def customer_life(life: CustomerLife, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw a life from entry to its end: stage band and purchases on top, then the gap that moves it."""
    figure = Figure((width_inches, 4.6), facecolor=PAPER, layout="constrained")
    band, gap, felt = figure.subplots(3, 1, sharex=True, height_ratios=(0.5, 1.6, 1.0))
    stages = _draw_band(band, life)
    (experience,) = gap.plot(life.weeks, life.experience, ".", color=BLUE, markersize=4)
    (expectation,) = gap.plot(life.weeks, life.expectation, color=ORANGE, linewidth=1.8)
    felt.fill_between(life.weeks, life.satisfaction, 0.0, color=MUTED, alpha=0.35, linewidth=0)
    felt.plot(life.weeks, life.satisfaction, color=INK, linewidth=1.2)
    felt.axhline(0.0, color=MUTED, linewidth=0.8)
    tidy(gap)
    tidy(felt)
    label(gap, y="experience,\nexpectation")
    label(
        felt,
        x=wrapped(f"weeks since first purchase ({life.ending})", int(width_inches * 11)),
        y="satisfaction",
    )
    handles = [*stages.values(), band.lines[0], experience, expectation]
    names = [*stages, "purchase", "experience", "expectation"]
    legend_below(figure, handles, names, width_inches)
    return figure


def _draw_band(axes: Axes, life: CustomerLife) -> dict[str, Patch]:
    """Draw the stages as a band and the purchases as ticks above it; return the stages' legend."""
    starts = np.flatnonzero(np.diff(life.stage, prepend=-1))
    stops = np.append(starts[1:], life.stage.size)
    week = float(life.weeks[1] - life.weeks[0]) if life.weeks.size > 1 else 1.0
    for start, stop in zip(starts, stops, strict=True):
        left, right = float(life.weeks[start]), float(life.weeks[stop - 1]) + week
        colour = STAGES[life.stage[start] % len(STAGES)]
        axes.axvspan(left, right, ymax=0.45, color=colour, linewidth=0)
    heights = np.full(life.purchase_weeks.size, 0.77)
    axes.plot(life.purchase_weeks, heights, "|", color=INK, markersize=10, markeredgewidth=1.6)
    axes.set_ylim(0, 1)
    axes.set_yticks([])
    axes.spines[:].set_visible(False)
    axes.tick_params(bottom=False, labelbottom=False)
    lived = dict.fromkeys(int(stage) for stage in life.stage[starts])
    return {life.stage_names[k]: Patch(color=STAGES[k % len(STAGES)]) for k in sorted(lived)}
