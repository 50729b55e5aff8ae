"""How sure each gain is: three kinds of intervals beside each other, and the chance of being the best."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from hooper.comparison.ranking import RankingRow
from hooper.report.figures.canvas import (
    ROOM_FOR_TWO_INCHES,
    SMALL,
    WIDE_INCHES,
    compact,
    heading,
    label,
    legend_below,
    new_panels,
    per_cent,
    tidy,
    wrapped,
    written,
)
from hooper.report.figures.palette import BLUE, GREEN, INK, ORANGE

KINDS = {
    "alone (t)": (BLUE, "-", "o"),
    "alone (bootstrap)": (GREEN, "--", "s"),
    "all at once": (ORANGE, "-", "D"),
}
APART = 0.24
ROOM_FOR_A_LABEL = 1.35


def certainty(rows: Sequence[RankingRow], currency: str, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw the intervals of each gain over the baseline, and in which share of samples it is the best.

    All of it is chance in a world taken as known; strategies that cannot be compared are left out.
    """
    compared = [row for row in rows if row.beside.odds is not None or row.beside.certainty is not None]
    figure, (gains, odds) = new_panels(width_inches, 1.2 + 0.5 * len(compared), shares=(1.5, 1.0))
    _draw_intervals(gains, compared, currency)
    _draw_odds(odds, compared)
    for axes in (gains, odds):
        axes.set_yticks(range(len(compared)), [wrapped(row.strategy, 15) for row in compared])
        axes.set_ylim(len(compared) - 0.5, -0.5)
    odds.tick_params(labelleft=width_inches < ROOM_FOR_TWO_INCHES)
    handles = [
        Line2D([], [], color=colour, ls=dash, marker=marker, markersize=5)
        for colour, dash, marker in KINDS.values()
    ]
    legend_below(figure, handles, list(KINDS), width_inches)
    return figure


def _draw_intervals(axes: Axes, rows: Sequence[RankingRow], currency: str) -> None:
    tidy(axes, grid="x")
    axes.axvline(0.0, color=INK, linewidth=1.0)
    for position, row in enumerate(rows):
        for offset, kind, low, high in _intervals(row):
            colour, dash, marker = KINDS[kind]
            at = position + offset
            axes.plot([low, high], [at, at], color=colour, linestyle=dash, linewidth=1.8)
            axes.plot([row.gain.difference or 0.0], [at], marker, color=colour, markersize=5)
    axes.xaxis.set_major_formatter(written(compact))
    heading(axes, "gain with its intervals")
    label(axes, x=f"customer equity gain ({currency})")


def _intervals(row: RankingRow) -> list[tuple[float, str, float, float]]:
    """Return (offset from the strategy's line, kind, low, high) of the intervals that there are."""
    beside = row.beside.certainty
    if beside is None:
        return []
    bounds = (
        (row.gain.low, row.gain.high),
        (beside.bootstrap_low, beside.bootstrap_high),
        (beside.simultaneous_low, beside.simultaneous_high),
    )
    offsets = (-APART, 0.0, APART)
    return [
        (offset, kind, low, high)
        for offset, kind, (low, high) in zip(offsets, KINDS, bounds, strict=True)
        if low is not None and high is not None
    ]


def _draw_odds(axes: Axes, rows: Sequence[RankingRow]) -> None:
    tidy(axes, grid="x")
    odds = [row.beside.odds for row in rows]
    shares = [0.0 if each is None else each.probability_best for each in odds]
    axes.barh(range(len(rows)), shares, color=BLUE, height=0.6)
    for position, (each, share) in enumerate(zip(odds, shares, strict=True)):
        told = "sees the truth" if each is None else per_cent(round(share, 2))
        axes.annotate(
            told, (share, position), (4, 0), textcoords="offset points", va="center", fontsize=SMALL
        )
    axes.set_xlim(0.0, ROOM_FOR_A_LABEL)
    axes.set_xticks([0.0, 0.5, 1.0])
    axes.xaxis.set_major_formatter(written(per_cent))
    heading(axes, "chance of being the best")
    label(axes, x="share of samples")
