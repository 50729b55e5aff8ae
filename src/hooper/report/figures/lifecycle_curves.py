"""Lifecycle curves: the volume TV(t) and the profit P(t) of customers, and the stages behind them."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from numpy.typing import NDArray

from hooper.economics.life_curves import LifeCurves
from hooper.mechanisms.life_stages import STAGES as STAGE_NAMES
from hooper.report.figures.canvas import (
    ROOM_FOR_TWO_INCHES,
    SMALL,
    WIDE_INCHES,
    compact,
    heading,
    label,
    legend_below,
    per_cent,
    tidy,
    written,
)
from hooper.report.figures.mean_lives import MeanLife, by_month, over_whole_lives
from hooper.report.figures.palette import BLUE, INK, PAPER, STAGES, VERMILLION

PARTS = 10
CURVES_INCHES, BAND_INCHES, LEGEND_INCHES = 2.6, 1.1, 0.5
HATCHES = ("", "", "", "////")  # in grey, decline is as light as formation


def lifecycle_curves(
    curves: LifeCurves, profit: NDArray[np.float64], currency: str, width_inches: float = WIDE_INCHES
) -> Figure:
    """Draw mean volume, profit and stage by the month since entry, and over lives from start to end.

    `profit` has the shape of `curves.volume`, `(months, n_customers)`; both are in currency units a
    month, and the first month has the purchase of entry in it. Lives count as whole that ended within
    the months and lasted ten or more.
    """
    lives = (by_month(curves, profit), over_whole_lives(curves, profit, PARTS))
    figure, panels = _panels(width_inches)
    legend: dict[str, Artist] = {}
    for life, (means, stages) in zip(lives, panels, strict=True):
        legend = _draw_means(means, life) | _draw_stages(stages, life)
        label(means, y=f"{currency} a month")
    (tenure, shares), (whole, parts) = panels
    heading(tenure, f"{lives[0].customers:,} customers")
    heading(whole, f"{lives[1].customers:,} lives from start to end")
    label(shares, x="months since entry", y="stages")
    label(parts, x="share of life", y="stages")
    figure.align_ylabels()
    parts.xaxis.set_major_formatter(written(per_cent))
    legend_below(figure, list(legend.values()), list(legend), width_inches)
    return figure


def _panels(width_inches: float) -> tuple[Figure, list[tuple[Axes, Axes]]]:
    """Return two pairs of panels, curves above stages, beside each other if there is room."""
    columns = 1 if width_inches < ROOM_FOR_TWO_INCHES else 2
    pairs = 2 // columns
    height = pairs * (CURVES_INCHES + BAND_INCHES) + LEGEND_INCHES
    figure = Figure((width_inches, height), facecolor=PAPER, layout="constrained")
    ratios = (CURVES_INCHES, BAND_INCHES) * pairs
    grid = figure.subplots(2 * pairs, columns, squeeze=False, height_ratios=ratios)
    return figure, [
        (grid[row, column], grid[row + 1, column])
        for row in range(0, 2 * pairs, 2)
        for column in range(columns)
    ]


def _draw_means(axes: Axes, life: MeanLife) -> dict[str, Artist]:
    """Draw both curves at the middles of their places, and mark where profit peaks."""
    tidy(axes)
    middles = (life.at[:-1] + life.at[1:]) / 2.0
    axes.axhline(0.0, color=INK, linewidth=1.0)
    (volume,) = axes.plot(middles, life.volume, "o-", color=BLUE, linewidth=1.8, markersize=4)
    (profit,) = axes.plot(middles, life.profit, "s--", color=VERMILLION, linewidth=1.8, markersize=4)
    if np.isfinite(life.profit).any():
        peak = int(np.nanargmax(life.profit))
        axes.annotate(
            "peak of P(t)",
            (float(middles[peak]), float(life.profit[peak])),
            (0, 6),
            textcoords="offset points",
            ha="center",
            fontsize=SMALL,
            color=INK,
        )
    axes.set_xlim(float(life.at[0]), float(life.at[-1]))
    axes.tick_params(labelbottom=False)
    axes.yaxis.set_major_formatter(written(compact))
    return {"volume TV(t)": volume, "profit P(t)": profit}


def _draw_stages(axes: Axes, life: MeanLife) -> dict[str, Artist]:
    """Draw the shares of the stages on top of each other, the first below; return their legend."""
    tidy(axes, grid="y")
    shares = np.nan_to_num(np.vstack((life.stage_shares, life.stage_shares[-1:])))
    tops = np.cumsum(shares, axis=1)
    for stage, (colour, hatch) in enumerate(zip(STAGES, HATCHES, strict=True)):
        axes.fill_between(
            life.at,
            tops[:, stage] - shares[:, stage],
            tops[:, stage],
            step="post",
            facecolor=colour,
            edgecolor=PAPER,
            hatch=hatch,
            linewidth=0.4,
        )
    axes.set(xlim=(float(life.at[0]), float(life.at[-1])), ylim=(0.0, 1.0))
    axes.yaxis.set_major_formatter(written(per_cent))
    looks = zip(STAGE_NAMES, STAGES, HATCHES, strict=True)
    return {
        name: Patch(facecolor=colour, edgecolor=PAPER, hatch=hatch, linewidth=0.4)
        for name, colour, hatch in looks
    }
