"""Stages of single customers over time, as they are and as a model took them to be, with their purchases."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from numpy.typing import NDArray

from hooper.report.figure_data import NOT_THERE, StageTimeline
from hooper.report.figures.canvas import (
    SMALL,
    WIDE_INCHES,
    heading,
    label,
    legend_below,
    plain,
    tidy,
)
from hooper.report.figures.palette import INK, PAPER, STAGES

BAND, TICKS = 0.74, 0.6  # of the height of a row
INCHES_PER_ROW, INCHES_PER_PANEL = 0.3, 0.45
INCHES_BESIDE_BANDS, INCHES_PER_LETTER = 1.2, 0.085
DARK = 2  # the stages whose colours want white letters


def stage_timeline(
    timelines: Sequence[StageTimeline],
    stage_names: Sequence[str],
    period_name: str,
    width_inches: float = WIDE_INCHES,
) -> Figure:
    """Draw a panel a customer: purchases on top, and below a band of stages for each row of the timeline.

    Stages are numbers of `stage_names`; a period in which the customer is not there stays white. A band
    bears the first letter of its stage where there is room.
    """
    rows = 1 + max(len(each.stages) for each in timelines)
    panel_inches = INCHES_PER_PANEL + INCHES_PER_ROW * rows
    figure = Figure(
        (width_inches, 0.9 + panel_inches * len(timelines)), facecolor=PAPER, layout="constrained"
    )
    panels = figure.subplots(len(timelines), 1, sharex=True, squeeze=False)[:, 0]
    longest = max(len(stages) for each in timelines for stages in each.stages.values())
    letter_periods = INCHES_PER_LETTER * 2 * longest / (width_inches - INCHES_BESIDE_BANDS)
    for axes, timeline in zip(panels, timelines, strict=True):
        _draw(axes, timeline, stage_names, letter_periods)
        axes.set_xlim(0.0, longest)
    label(panels[-1], x=f"{period_name}s since the beginning")
    lived = sorted({int(k) for each in timelines for row in each.stages.values() for k in np.unique(row)})
    there = [k for k in lived if k != NOT_THERE]
    handles = [Patch(color=STAGES[k % len(STAGES)]) for k in there]
    tick = Line2D([], [], color=INK, marker="|", linestyle="", markersize=8, markeredgewidth=1.4)
    legend_below(figure, [tick, *handles], ["purchase", *(stage_names[k] for k in there)], width_inches)
    return figure


def _draw(axes: Axes, timeline: StageTimeline, stage_names: Sequence[str], letter_periods: float) -> None:
    tidy(axes, grid="x")
    heading(axes, timeline.customer)
    bought = timeline.purchase_periods
    axes.plot(bought, np.zeros(bought.size), "|", color=INK, markersize=8, markeredgewidth=1.4, clip_on=False)
    for row, stages in enumerate(timeline.stages.values(), start=1):
        _draw_band(axes, row, stages, stage_names, letter_periods)
    axes.set_yticks(range(1 + len(timeline.stages)), ["", *(plain(name) for name in timeline.stages)])
    axes.set_ylim(len(timeline.stages) + 0.5, -TICKS)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)


def _draw_band(
    axes: Axes, row: int, stages: NDArray[np.int64], stage_names: Sequence[str], letter_periods: float
) -> None:
    starts = np.flatnonzero(np.diff(stages, prepend=NOT_THERE - 1))
    stops = np.append(starts[1:], stages.size)
    for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
        stage = int(stages[start])
        if stage == NOT_THERE:
            continue
        axes.barh(row, stop - start, BAND, start, color=STAGES[stage % len(STAGES)], linewidth=0)
        if stop - start >= letter_periods:
            letter, colour = stage_names[stage][:1].upper(), PAPER if stage == DARK else INK
            place = (0.5 * (start + stop), row)
            axes.annotate(letter, place, ha="center", va="center", fontsize=SMALL, color=colour)
