"""The forest plot of the ranking: gain over the baseline with its paired interval."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from hooper.comparison.paired_differences import PairedDifference
from hooper.comparison.ranking import RankingRow
from hooper.report.figures.canvas import (
    SMALL,
    WIDE_INCHES,
    compact,
    label,
    legend_below,
    new_panels,
    tidy,
    wrapped,
    written,
)
from hooper.report.figures.palette import BETTER, INK, PAPER, UNDECIDED, WORSE

MARKERS = {
    "gains": (BETTER, "o", BETTER),
    "loses": (WORSE, "s", WORSE),
    "not decided": (UNDECIDED, "o", PAPER),
    "reference": (INK, "D", INK),
}


def ranking(rows: Sequence[RankingRow], currency: str, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw customer equity gain a strategy, best on top, with 95 % intervals where computable.

    Filled markers: the interval leaves zero; hollow: it does not, or there is none.
    """
    gains = [row.gain for row in rows if row.gain.difference is not None]
    figure, (axes,) = new_panels(width_inches, 1.1 + 0.45 * len(gains))
    tidy(axes, grid="x")
    axes.axvline(0.0, color=INK, linewidth=1.0)
    for position, gain in enumerate(gains):
        _draw(axes, position, gain)
    axes.set_yticks(range(len(gains)), [wrapped(gain.strategy, 18) for gain in gains])
    axes.set_ylim(len(gains) - 0.5, -0.6)
    axes.xaxis.set_major_formatter(written(compact))
    axes.margins(x=0.12)
    baseline = gains[0].baseline if gains else "the baseline"
    label(axes, x=wrapped(f"customer equity gain over {baseline} ({currency})", int(width_inches * 11)))
    found = {verdict(gain): None for gain in gains}
    legend_below(figure, [_handle(kind) for kind in found], list(found), width_inches)
    return figure


def verdict(gain: PairedDifference) -> str:
    """Say what the interval says: gains, loses, not decided, or that it is the reference."""
    if gain.status == "reference":
        return "reference"
    if gain.low is not None and gain.low > 0:
        return "gains"
    return "loses" if gain.high is not None and gain.high < 0 else "not decided"


def _draw(axes: Axes, position: int, gain: PairedDifference) -> None:
    mean = gain.difference or 0.0
    colour, marker, face = MARKERS[verdict(gain)]
    if gain.low is not None and gain.high is not None:
        axes.plot([gain.low, gain.high], [position] * 2, color=colour, linewidth=2.2, solid_capstyle="butt")
    axes.plot([mean], [position], marker, color=colour, markerfacecolor=face, markersize=7)
    if gain.status == "reference":
        return
    text = f"{'+' if mean > 0 else ''}{compact(float(f'{mean:.3g}'))}"
    behind = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
    axes.annotate(
        text, (mean, position), (0, 8), textcoords="offset points", ha="center", fontsize=SMALL, bbox=behind
    )


def _handle(kind: str) -> Line2D:
    colour, marker, face = MARKERS[kind]
    return Line2D([], [], color=colour, marker=marker, markerfacecolor=face, linewidth=2)
