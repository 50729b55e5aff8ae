"""Bands: flows drawn with their width in proportion, and a text at their end; all lengths in inches."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon
from numpy.typing import NDArray

from hooper.report.figures.canvas import SMALL
from hooper.report.figures.palette import INK

Points = NDArray[np.float64]

STEPS = 40
GAP = 0.025  # between two bands
INCHES_PER_CHARACTER, INCHES_PER_LINE = 0.078, 0.165


@dataclass(frozen=True)
class Stream:
    """One flow: what is written at the end of its band, the width of the band in inches, and its colour."""

    text: str
    width: float
    colour: str

    @property
    def text_width(self) -> float:
        """The room that the text takes from left to right."""
        return INCHES_PER_CHARACTER * max(len(line) for line in self.text.split("\n"))

    @property
    def end_height(self) -> float:
        """The room that the end takes: that of the band or of its text, whichever is higher."""
        return max(self.width + GAP, INCHES_PER_LINE * (1 + self.text.count("\n")))


def rows(heights: Sequence[float], top: float) -> list[float]:
    """Return the middles of things of these heights that hang below each other from `top` on.

    >>> rows([1.0, 2.0], top=5.0)
    [4.5, 3.0]
    """
    sizes = np.array(heights, dtype=np.float64)
    return (top - np.cumsum(sizes) + sizes / 2.0).tolist()


def s_curve(start: tuple[float, float], end: tuple[float, float]) -> Points:
    """Return points from `start` to `end`, level at both, shape `(STEPS, 2)`."""
    along = np.linspace(0.0, 1.0, STEPS)
    risen = along**2 * (3.0 - 2.0 * along)
    return np.stack((start[0] + (end[0] - start[0]) * along, start[1] + (end[1] - start[1]) * risen), axis=1)


def downward_turn(centre: tuple[float, float], radius: float) -> Points:
    """Return points of a quarter of a circle from its top to its right, shape `(STEPS, 2)`."""
    angle = np.linspace(np.pi / 2.0, 0.0, STEPS)
    return np.array(centre) + radius * np.stack((np.cos(angle), np.sin(angle)), axis=1)


def draw_band(axes: Axes, upper: Points, lower: Points, stream: Stream, opacity: float | None = None) -> None:
    """Draw the band of a stream between two edges that run alike; a thin one stays visible as a hairline.

    Bands that cross each other are seen through at an `opacity` below one.
    """
    if not stream.width:
        return
    outline = np.concatenate((upper, lower[::-1]))
    axes.add_patch(
        Polygon(
            outline,
            facecolor=stream.colour,
            edgecolor=stream.colour,
            linewidth=0.5,
            alpha=opacity,
            zorder=3,
        )
    )


def write_at_end(axes: Axes, x: float, y: float, stream: Stream, side: str) -> None:
    """Write the text of a stream on the `side` ("left" or "right") of the end of its band."""
    flush = "right" if side == "left" else "left"
    axes.text(x, y, stream.text, ha=flush, va="center", fontsize=SMALL, color=INK)
