"""A bucket with what is poured into it and what leaks from it, as paths of an SVG 380 wide."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

RIM, BOTTOM = 96.0, 300.0
LEFT_AT_RIM, RIGHT_AT_RIM, NARROWER_BELOW = 20.0, 210.0, 20.0
FILLED_AT_MOST: Final = 0.92  # of the height of the bucket
WIDEST: Final = 80.0  # of all bands side by side
FIRST_BAND, FIRST_HOLE = 75.0, 112.0
LINE: Final = 20.0  # from one line of text to the next
TEXT_BELOW: Final = 4.5  # a line of text stands so far below its middle


@dataclass(frozen=True)
class Stream:
    """Customers who came or left in one way: the text, how many, and the colour of the band."""

    text: str
    count: float
    colour: str


@dataclass(frozen=True)
class Placed:
    """A path of the drawing and its text: where it begins, and how the path is drawn."""

    path: str
    text: str
    x: float
    y: float
    colour: str = ""
    dash: str = ""


@dataclass(frozen=True)
class Drawing:
    """A bucket that is full at `full` customers; bands are as wide as customers are many, on one scale."""

    inflows: Sequence[Stream]
    leaks: Sequence[Stream]
    full: float

    def inflow_bands(self) -> list[Placed]:
        """Return a band a channel, which falls over the rim from beside its text."""
        widths = [self._width(stream) for stream in self.inflows]
        edges = list(accumulate(widths, initial=FIRST_BAND))
        rows = enumerate(zip(self.inflows, widths, edges, strict=False))
        return [
            Placed(
                f"M{x:.1f} {4 + LINE * row}h{width:.1f}V{RIM + 12}h{-width:.1f}Z",
                stream.text,
                edges[-1] + 8.0,
                4 + LINE * row + LINE / 2.0,
            )
            for row, (stream, width, x) in rows
        ]

    def leak_bands(self) -> list[Placed]:
        """Return a band a cause, which comes out of a hole in the wall and ends at its text."""
        heights = [max(self._width(stream), LINE) + 6.0 for stream in self.leaks]
        tops = accumulate(heights, initial=FIRST_HOLE)
        return [
            self._leak(stream, top + height / 2.0)
            for stream, top, height in zip(self.leaks, tops, heights, strict=False)
        ]

    def water(self, customers: float) -> str:
        """Return the outline of the water."""
        y = self._height(customers)
        left, right = _walls(y)
        low_left, low_right = _walls(BOTTOM)
        return f"M{left:.1f} {y:.1f}H{right:.1f}L{low_right:.1f} {BOTTOM}H{low_left:.1f}Z"

    def wall(self) -> str:
        """Return the outline of the bucket."""
        low_left, low_right = _walls(BOTTOM)
        return f"M{LEFT_AT_RIM} {RIM}L{low_left} {BOTTOM}H{low_right}L{RIGHT_AT_RIM} {RIM}"

    def levels(self, told: Sequence[tuple[str, float, str]]) -> list[Placed]:
        """Return lines across the bucket and below it, there with texts; each is (text, customers, dash)."""
        placed: list[Placed] = []
        for row, (text, customers, dash) in enumerate(told, start=1):
            y, below = self._height(customers), BOTTOM + LINE * row
            left, right = _walls(y)
            path = f"M{left:.1f} {y:.1f}H{right:.1f}M{LEFT_AT_RIM} {below:.1f}h40"
            placed.append(Placed(path, text, LEFT_AT_RIM + 48.0, below + TEXT_BELOW, dash=dash))
        return placed

    def _leak(self, stream: Stream, y: float) -> Placed:
        half, wall = self._width(stream) / 2.0, _walls(y)[1]
        end = wall + 26.0
        path = f"M{wall:.1f} {y - half:.1f}H{end:.1f}V{y + half:.1f}H{wall:.1f}Z"
        return Placed(path, stream.text, end + 6.0, y + TEXT_BELOW, stream.colour)

    def _width(self, stream: Stream) -> float:
        everybody = max(sum(each.count for each in flows) for flows in (self.inflows, self.leaks))
        return max(1.0, WIDEST * stream.count / everybody)

    def _height(self, customers: float) -> float:
        return BOTTOM - (BOTTOM - RIM) * FILLED_AT_MOST * customers / self.full


def _walls(y: float) -> tuple[float, float]:
    """Return where the walls of the bucket stand at a height."""
    inwards = NARROWER_BELOW * (y - RIM) / (BOTTOM - RIM)
    return LEFT_AT_RIM + inwards, RIGHT_AT_RIM - inwards
