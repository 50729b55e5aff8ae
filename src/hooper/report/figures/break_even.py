"""How dear each strategy's levers might become: the price factor at which its gain is 0."""

from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from hooper.comparison.break_even import BreakEven
from hooper.comparison.ranking import RankingRow
from hooper.report.figures.canvas import WIDE_INCHES, label, legend_below, new_panels, tidy, wrapped
from hooper.report.figures.palette import BETTER, INK, MUTED, PAPER, UNDECIDED, WORSE

MARKERS = {
    "would bear more": (BETTER, "o", BETTER),
    "too dear": (WORSE, "s", WORSE),
    "not decided": (UNDECIDED, "o", PAPER),
}


def break_even(rows: Sequence[RankingRow], width_inches: float = WIDE_INCHES) -> Figure:
    """Draw the break-even price factor of each strategy that pays for levers, with its interval.

    At 1 the levers cost what they cost now; left of 0 a strategy would not pay even if they were free.
    """
    found = [(row.strategy, row.beside.break_even) for row in rows if row.beside.break_even is not None]
    priced = [(name, even) for name, even in found if even.price_factor is not None]
    figure, (axes,) = new_panels(width_inches, 1.2 + 0.42 * max(len(priced), 1))
    tidy(axes, grid="x")
    for position, (_, even) in enumerate(priced):
        colour, marker, face = MARKERS[_verdict(even)]
        if even.low is not None and even.high is not None:
            axes.plot([even.low, even.high], [position] * 2, color=colour, linewidth=2.2)
        axes.plot(
            [even.price_factor or 0.0], [position], marker, color=colour, markerfacecolor=face, markersize=7
        )
    lines = {
        "the price now": axes.axvline(1.0, color=INK, linewidth=1.2),
        "for nothing": axes.axvline(0.0, color=MUTED, linestyle=":", linewidth=1.2),
    }
    for kind in dict.fromkeys(_verdict(even) for _, even in priced):
        colour, marker, face = MARKERS[kind]
        lines[kind] = Line2D([], [], color=colour, marker=marker, markerfacecolor=face)
    axes.set_yticks(range(len(priced)), [wrapped(name, 18) for name, _ in priced])
    axes.set_ylim(max(len(priced), 1) - 0.5, -0.5)
    told = "price of its levers at which it gains nothing (1 = now)"
    label(axes, x=wrapped(told, int(width_inches * 11)))
    legend_below(figure, list(lines.values()), list(lines), width_inches)
    return figure


def _verdict(even: BreakEven) -> str:
    if even.low is not None and even.low > 1.0:
        return "would bear more"
    return "too dear" if even.high is not None and even.high < 1.0 else "not decided"
