"""Boxes with texts, and arrows between them, on a sheet that is measured in inches."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from hooper.report.figures.canvas import NORMAL, SMALL
from hooper.report.figures.palette import INK, MUTED, PAPER

ROUND, TITLE_ROOM = 0.06, 0.17


def sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """Return a figure with one axes that fills it, in inches from the left bottom."""
    figure = Figure((width, height), facecolor=PAPER)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set(xlim=(0.0, width), ylim=(0.0, height))
    axes.set_axis_off()
    return figure, axes


def box(axes: Axes, place: tuple[float, float, float, float], title: str, text: str, colour: str) -> None:
    """Draw a box with a bold title and a text below it; `place` is left, bottom, width and height."""
    left, bottom, width, height = place
    outline = FancyBboxPatch(
        (left, bottom), width, height, f"round,pad=0,rounding_size={ROUND}", facecolor=PAPER, edgecolor=colour
    )
    outline.set_linewidth(1.6)
    axes.add_patch(outline)
    middle, top = left + width / 2.0, bottom + height - 0.09
    axes.text(middle, top, title, ha="center", va="top", fontsize=NORMAL, fontweight="bold", color=INK)
    axes.text(
        middle, top - TITLE_ROOM, text, ha="center", va="top", fontsize=SMALL, color=INK, linespacing=1.25
    )


def arrow(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], colour: str = MUTED, bend: float = 0.0
) -> None:
    """Draw an arrow, curved by `bend` of its length."""
    axes.annotate(
        "",
        end,
        start,
        arrowprops={
            "arrowstyle": "-|>",
            "color": colour,
            "linewidth": 1.4,
            "shrinkA": 0,
            "shrinkB": 0,
            "connectionstyle": f"arc3,rad={bend}",
        },
    )


def note(axes: Axes, x: float, y: float, text: str, side: str = "center") -> None:
    """Write a small grey text around a point, or to one side of it."""
    axes.text(x, y, text, ha=side, va="center", fontsize=SMALL, color=MUTED, linespacing=1.2)
