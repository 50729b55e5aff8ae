"""The four stages, how customers move between them, and what a month of each brings in the preset retail."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hooper.report.figures.canvas import NORMAL, SMALL
from hooper.report.figures.palette import BLUE, INK, MUTED, ORANGE, SKY, VERMILLION
from hooper.scenario import presets
from hooper.scenario.scenario import Scenario
from scripts.concept_pictures.boxes import arrow, box, note, sheet

NAMES: Final = ("exploration", "formation", "stability", "decline")
TEXTS: Final = (
    "try each other\nwith small orders",
    "trust and\norders grow",
    "many orders,\nlittle to do",
    "orders fall, one\nlooks elsewhere",
)
COLOURS: Final = (SKY, SKY, BLUE, ORANGE)
LEFT, WIDTH, GAP = 1.02, 1.36, 0.36
BOTTOM, HEIGHT = 2.2, 0.66
BARS, TALLEST = 0.3, 0.9


def stages() -> Figure:
    """Draw the stages as boxes, moves as arrows, and below them orders and profit a month in each."""
    figure, axes = sheet(8.0, 3.4)
    middles = [LEFT + k * (WIDTH + GAP) + WIDTH / 2.0 for k in range(len(NAMES))]
    for middle, name, text, colour in zip(middles, NAMES, TEXTS, COLOURS, strict=True):
        box(axes, (middle - WIDTH / 2.0, BOTTOM, WIDTH, HEIGHT), name, text, colour)
    _draw_moves(axes, middles)
    scenario = presets.load("retail")
    orders = _orders_a_month(scenario)
    _draw_bars(axes, [x - 0.3 for x in middles], orders, BLUE, "{:.2f}")
    _draw_bars(axes, [x + 0.3 for x in middles], _profit_a_month(scenario, orders), INK, "{:+.1f}")
    note(axes, 0.08, BARS + 0.62, "a month\nin the preset\nretail", "left")
    axes.text(0.08, BARS + 0.18, "orders", fontsize=SMALL, color=BLUE, va="center")
    axes.text(0.08, BARS, "profit", fontsize=SMALL, color=INK, va="center")
    return figure


def _draw_moves(axes: Axes, middles: Sequence[float]) -> None:
    half, level = WIDTH / 2.0, BOTTOM + HEIGHT / 2.0
    note(axes, 0.36, level, "first\norder")
    arrow(axes, (0.62, level), (LEFT, level))
    for here, there in pairwise(middles):
        arrow(axes, (here + half, level), (there - half, level))
    arrow(axes, (middles[3], BOTTOM + HEIGHT), (middles[2], BOTTOM + HEIGHT), bend=0.35)
    note(axes, (middles[2] + middles[3]) / 2.0, BOTTOM + HEIGHT + 0.44, "recovery")
    gone = BOTTOM - 0.34
    for middle in middles:
        arrow(axes, (middle, BOTTOM), (middle, gone + 0.1), VERMILLION)
    text = "gone: the customer has left, for a cause"
    axes.text(
        sum(middles) / 4.0, gone - 0.02, text, ha="center", va="center", fontsize=NORMAL, color=VERMILLION
    )


def _orders_a_month(scenario: Scenario) -> list[float]:
    """Return the mean orders of a customer in a month of each stage, before the season."""
    return [
        scenario.buyer.rate_mean_per_month * getattr(scenario.purchase, f"multiplier_in_{n}") for n in NAMES
    ]


def _profit_a_month(scenario: Scenario, orders: Sequence[float]) -> list[float]:
    """Return the margin on the orders of a month less what serving costs, in each stage."""
    buyer, money = scenario.buyer, scenario.economics
    margin = money.margin * buyer.spend_p * buyer.spend_gamma / (buyer.spend_q - 1.0)
    serving = [getattr(money, f"serving_cost_in_{name}_per_month") for name in NAMES]
    return [margin * n - cost for n, cost in zip(orders, serving, strict=True)]


def _draw_bars(axes: Axes, middles: Sequence[float], values: Sequence[float], colour: str, form: str) -> None:
    tallest = max(abs(value) for value in values)
    for middle, value in zip(middles, values, strict=True):
        height = TALLEST * value / tallest
        axes.bar(middle, height, 0.42, BARS, color=colour)
        text = form.format(value).replace("-", "\N{MINUS SIGN}")
        axes.text(
            middle,
            BARS + max(height, 0.0) + 0.09,
            text,
            ha="center",
            va="center",
            fontsize=SMALL,
            color=colour,
        )
    axes.plot((middles[0] - 0.4, middles[-1] + 0.4), (BARS, BARS), color=MUTED, linewidth=0.8)
