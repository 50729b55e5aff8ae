"""The pictures of the paper that no report has."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from hooper.report.figures.canvas import WIDE_INCHES, heading, label, legend_below, panel_grid
from hooper.report.figures.palette import INK, line_styles
from scripts.paper_results.strategies import BASELINE, Gain

# The strategies that lead somewhere, and two that show what grows with competition.
DRAWN = (
    "frequent_contact",
    "risk_targeted_offer",
    "closed_loop",
    "service_quality",
    "structural_bonds",
    "loyalty_programme",
)
MARKERS = ("o", "s", "^", "D", "v", "P")


def gains_by_competition(gains: Sequence[Gain]) -> Figure:
    """Draw the gain in per cent of sales over competition, a panel a world."""
    worlds = list(dict.fromkeys(gain.world for gain in gains))
    figure, panels = panel_grid(len(worlds), WIDE_INCHES, 2.4)
    styles = line_styles(list(DRAWN))
    for axes, world in zip(panels, worlds, strict=True):
        heading(axes, world)
        axes.axhline(0.0, color=INK, linewidth=0.8)
        for marker, name in zip(MARKERS, DRAWN, strict=True):
            own = _of(gains, world, name)
            (colour, dash), levels = styles[name], [gain.level for gain in own]
            shares = [gain.percent(gain.gain) for gain in own]
            axes.plot(levels, shares, dash, color=colour, marker=marker, markersize=4.5, linewidth=1.6)
            low, high = zip(*((gain.percent(gain.low), gain.percent(gain.high)) for gain in own), strict=True)
            axes.vlines(levels, low, high, color=colour, linewidth=1.2)
        axes.set_xticks(sorted({gain.level for gain in gains}))
        label(axes, x="competition", y="gain, % of sales" if axes is panels[0] else "")
    legend_below(figure, panels[0].lines[1:], [name.replace("_", " ") for name in DRAWN], WIDE_INCHES)
    return figure


def saved_by_pairing(gains: Sequence[Gain]) -> Figure:
    """Draw how many times fewer worlds are needed over the budget, on logarithmic scales, a panel a world."""
    worlds = list(dict.fromkeys(gain.world for gain in gains))
    width = 0.75 * WIDE_INCHES
    figure, panels = panel_grid(len(worlds), width, 2.4)
    names = list(dict.fromkeys(gain.strategy for gain in gains if gain.strategy != BASELINE))
    styles, ticks = line_styles(names), sorted({gain.level for gain in gains})
    for axes, world in zip(panels, worlds, strict=True):
        heading(axes, world)
        for marker, name in zip(MARKERS, names, strict=False):
            (colour, dash), own = styles[name], _of(gains, world, name)
            levels, saved = [gain.level for gain in own], [gain.worlds_saved for gain in own]
            axes.loglog(levels, saved, dash, color=colour, marker=marker, markersize=4.5)
        axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
        axes.minorticks_off()
        label(axes, x="budget a founder and year", y="times fewer worlds" if axes is panels[0] else "")
    legend_below(figure, panels[0].lines, [name.replace("_", " ") for name in names], width)
    return figure


def _of(gains: Sequence[Gain], world: str, strategy: str) -> list[Gain]:
    own = [gain for gain in gains if gain.world == world and gain.strategy == strategy]
    return sorted(own, key=lambda gain: gain.level)
