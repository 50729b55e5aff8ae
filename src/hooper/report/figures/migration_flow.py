"""Moves between segments as a flow picture: who was where before, and where they are now."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from hooper.report.figures.canvas import ROOM_FOR_TWO_INCHES, SMALL, WIDE_INCHES, wrapped
from hooper.report.figures.flow_bands import Stream, draw_band, rows, s_curve, write_at_end
from hooper.report.figures.palette import LINE_COLOURS, MUTED, PAPER

Counts = NDArray[np.int64]

NEWCOMERS = "newcomers"
NO_BREAK = "\N{NO-BREAK SPACE}"
BARS_INCHES = 3.2  # height of all bars together, the room between them apart
BAR_INCHES, AIR, GAP = 0.1, 0.06, 0.07
HEAD_INCHES = 0.3
SEE_THROUGH = 0.55


class _Side(NamedTuple):
    """The bars of one side, from the top: the number of each segment, its stream, and its middle."""

    numbers: Sequence[int]
    streams: Sequence[Stream]
    middles: Sequence[float]

    @property
    def text_width(self) -> float:
        return max(stream.text_width for stream in self.streams)


def migration_flow(
    labels: Sequence[str], moves: Counts, newcomers: Counts, width_inches: float = WIDE_INCHES
) -> Figure:
    """Draw the moves from each segment to each as bands, as wide as customers are many.

    `moves` has the shape `(K, K)`, rows where customers came from; `newcomers`, shape `(K,)`, are drawn in
    grey from below. Segments that nobody was in, before or after, are left out. Bands have the colour of
    where they come from. Raises ValueError if nobody is known at either time.
    """
    flows = np.vstack((moves, newcomers))
    if not flows.any():
        raise ValueError("there is nobody to draw; give moves or newcomers")
    characters = 11 if width_inches < ROOM_FOR_TWO_INCHES else 24
    colours = _colours(len(labels))
    scale = BARS_INCHES / flows.sum()
    left = _side((*labels, NEWCOMERS), flows.sum(axis=1), colours, scale, characters)
    right = _side(labels, flows.sum(axis=0), colours, scale, characters)
    height = max(sum(_room(stream) for stream in side.streams) for side in (left, right))
    figure = Figure((width_inches, height + 2 * HEAD_INCHES), facecolor=PAPER, layout="constrained")
    axes = figure.subplots()
    axes.set(xticks=(), yticks=())
    axes.spines[:].set_visible(False)
    edges = left.text_width + AIR, width_inches - 0.2 - right.text_width - AIR
    _draw_bars(axes, left, edges[0], "left")
    _draw_bars(axes, right, edges[1] - BAR_INCHES, "right")
    _draw_bands(axes, flows * scale, left, right, (edges[0] + BAR_INCHES, edges[1] - BAR_INCHES))
    for x, text, flush in ((edges[0], "before", "left"), (edges[1], "after", "right")):
        axes.text(x, 0.12, text, ha=flush, va="bottom", fontsize=SMALL, color=MUTED)
    axes.set(xlim=(0.0, width_inches - 0.2), ylim=(-height, HEAD_INCHES))
    return figure


def _side(
    names: Sequence[str], customers: Counts, colours: Sequence[str], scale: float, characters: int
) -> _Side:
    numbers = [number for number, count in enumerate(customers) if count]
    streams = [
        Stream(
            wrapped(f"{names[number]}{NO_BREAK}{customers[number]:,}", characters),
            scale * customers[number],
            colours[number],
        )
        for number in numbers
    ]
    return _Side(numbers, streams, rows([_room(stream) for stream in streams], top=0.0))


def _room(stream: Stream) -> float:
    return max(stream.width, stream.end_height) + GAP


def _colours(n_labels: int) -> list[str]:
    """Return a colour for every segment, and grey for newcomers."""
    return [*(LINE_COLOURS[number % len(LINE_COLOURS)] for number in range(n_labels)), MUTED]


def _draw_bars(axes: Axes, side: _Side, x: float, flush: str) -> None:
    text_x = x - AIR if flush == "left" else x + BAR_INCHES + AIR
    for stream, middle in zip(side.streams, side.middles, strict=True):
        bottom = middle - stream.width / 2.0
        axes.add_patch(Rectangle((x, bottom), BAR_INCHES, stream.width, color=stream.colour, linewidth=0.5))
        write_at_end(axes, text_x, middle, stream, flush)


def _draw_bands(
    axes: Axes, widths: NDArray[np.float64], left: _Side, right: _Side, ends: tuple[float, float]
) -> None:
    """Draw a band for every move; on each side the bands of a bar lie in the order of the other side."""
    leaves = {n: m + s.width / 2.0 for n, s, m in zip(left.numbers, left.streams, left.middles, strict=True)}
    arrives = {
        n: m + s.width / 2.0 for n, s, m in zip(right.numbers, right.streams, right.middles, strict=True)
    }
    for origin, source in zip(left.numbers, left.streams, strict=True):
        for goal in right.numbers:
            width = float(widths[origin, goal])
            top, end = leaves[origin], arrives[goal]
            edges = [s_curve((ends[0], top - part), (ends[1], end - part)) for part in (0.0, width)]
            draw_band(axes, edges[0], edges[1], Stream("", width, source.colour), SEE_THROUGH)
            leaves[origin], arrives[goal] = top - width, end - width
