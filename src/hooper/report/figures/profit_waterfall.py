"""The profit waterfall: what customers bring and cost, account by account, down to the firm's profit."""

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

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
from hooper.report.figures.palette import BLUE, INK, PAPER, VERMILLION

BAR = 0.62
INCHES_PER_BAR = 0.32
NAMES_INCHES, AMOUNT_INCHES = 1.75, 0.6  # room beside the bars for names, and for amounts
LOOKS = {
    "adds to profit": (BLUE, BLUE, ""),
    "takes from it": (PAPER, VERMILLION, "////"),
    "what is left": (INK, INK, ""),
}


@dataclass(frozen=True)
class Step:
    """One bar: its name, from where to where it reaches in currency units, and what it is."""

    name: str
    start: float
    end: float
    kind: str


def profit_waterfall(
    accounts: Mapping[str, float],
    overheads: Mapping[str, float],
    currency: str,
    width_inches: float = WIDE_INCHES,
) -> Figure:
    """Draw amounts by name as steps from top to bottom: customers' accounts, their sum, overheads, profit.

    All amounts are effects on profit in currency units, so that costs are negative. `overheads` are
    what no single customer causes: pools of departmental cost, cost of strategies.
    """
    steps = _steps(accounts, overheads)
    figure, (axes,) = new_panels(width_inches, 1.1 + INCHES_PER_BAR * len(steps))
    tidy(axes, grid="x")
    for position, step in enumerate(steps):
        _draw(axes, position, step)
        if step is not steps[-1]:
            ends = [position + BAR / 2.0, position + 1.0 - BAR / 2.0]
            axes.plot([step.end] * 2, ends, color=INK, linewidth=0.8)
    axes.axvline(0.0, color=INK, linewidth=1.0)
    axes.set_yticks(range(len(steps)), [wrapped(step.name, 20) for step in steps])
    axes.set_ylim(len(steps) - 0.4, -0.6)
    axes.set_xlim(_limits(steps, width_inches))
    axes.xaxis.set_major_formatter(written(compact))
    label(axes, x=f"profit, cumulated ({currency})")
    kinds = [kind for kind in LOOKS if any(step.kind == kind for step in steps)]
    legend_below(figure, [_handle(kind) for kind in kinds], kinds, width_inches)
    return figure


def _steps(accounts: Mapping[str, float], overheads: Mapping[str, float]) -> list[Step]:
    """Return all bars from top to bottom; each starts where the one before ends, sums start at zero."""
    steps: list[Step] = []
    reached = 0.0
    parts = ((accounts, "all customers"), (overheads, "profit of the firm"))
    for amounts, result in parts if overheads else ((accounts, "profit"),):
        for name, amount in amounts.items():
            kind = "adds to profit" if amount >= 0.0 else "takes from it"
            steps.append(Step(name, reached, reached + amount, kind))
            reached += amount
        steps.append(Step(result, 0.0, reached, "what is left"))
    return steps


def _limits(steps: list[Step], width_inches: float) -> tuple[float, float]:
    """Return from where to where the axis reaches, with room for amounts on the right."""
    low, high = (reach(step.end for step in steps) for reach in (min, max))
    low, high = min(low, 0.0), max(high, 0.0)
    room = (high - low) or 1.0
    return low - (0.05 * room if low else 0.0), high + AMOUNT_INCHES / (
        width_inches - NAMES_INCHES - AMOUNT_INCHES
    ) * room


def _draw(axes: Axes, position: int, step: Step) -> None:
    """Draw a bar, and its amount on its right, where no line comes from above or below."""
    amount = step.end - step.start
    face, edge, hatch = LOOKS[step.kind]
    axes.barh(position, amount, BAR, step.start, facecolor=face, edgecolor=edge, hatch=hatch, linewidth=0.8)
    text = compact(float(f"{amount:.3g}"))
    sign = "+" if amount > 0.0 and step.kind != "what is left" else ""
    axes.annotate(
        sign + text,
        (max(step.start, step.end), position),
        (5, 0),
        textcoords="offset points",
        va="center",
        fontsize=SMALL,
        fontweight="bold" if step.kind == "what is left" else "normal",
        color=INK,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5},
    )


def _handle(kind: str) -> Patch:
    face, edge, hatch = LOOKS[kind]
    return Patch(facecolor=face, edgecolor=edge, hatch=hatch)
