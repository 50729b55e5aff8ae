"""A bucket with what is poured into it and what leaks from it, as paths of an SVG 380 wide and 330 high."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

RIM, BOTTOM = 110.0, 320.0
LEFT_AT_RIM, RIGHT_AT_RIM, NARROWER_BELOW = 30.0, 220.0, 20.0
WIDEST: Final = 90.0  # of all bands side by side
FIRST_HOLE, HOLES_APART = 135.0, 37.0
TEXT_BELOW: Final = 4.5  # a line of text stands so far below its middle
LEVELS_APART: Final = 17.0


@dataclass(frozen=True)
class Stream:
    """Customers who came or left in one way: the text, how many, and the colour of the band."""

    text: str
    count: float
    colour: str


@dataclass(frozen=True)
class Placed:
    """A path of the drawing and its text: where it begins, how it is drawn."""

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
        """Return a band a channel, which falls from its text over the rim."""
        widths = [self._width(stream) for stream in self.inflows]
        starts = accumulate(widths, initial=70.0)
        rows = range(len(widths))
        return [
            Placed(
                f"M{x:.1f} {20 + 19 * row}h{width:.1f}V{RIM + 14}h{-width:.1f}Z",
                stream.text,
                150.0 if row == 0 else 150.0,
                20 + 19 * row + 10.0,
            )
            for stream, width, x, row in zip(self.inflows, widths, starts, rows, strict=False)
        ]

    def leak_bands(self) -> list[Placed]:
        """Return a band a cause, which falls from a hole in the wall to its text."""
        return [
            self._leak(stream, FIRST_HOLE + HOLES_APART * row) for row, stream in enumerate(self.leaks)
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
        """Return a line across the bucket for each (text, customers, dash), texts below each other."""
        highest_first = sorted(told, key=lambda level: -level[1])
        placed: list[Placed] = []
        lowest = RIM
        for text, customers, dash in highest_first:
            y = self._height(customers)
            left, right = _walls(y)
            lowest = max(y + LEVELS_APART - 3.0, lowest + LEVELS_APART)
            placed.append(Placed(f"M{left:.1f} {y:.1f}H{right:.1f}", text, left + 8.0, lowest, dash=dash))
        return placed

    def _leak(self, stream: Stream, y: float) -> Placed:
        width = self._width(stream)
        _, wall = _walls(y)
        top, low = y - width / 2.0, y + width / 2.0
        end = wall + 26.0
        path = f"M{wall - 1.5:.1f} {top:.1f}H{end:.1f}V{low:.1f}H{wall - 1.5:.1f}Z"
        return Placed(path, stream.text, end + 5.0, y + TEXT_BELOW, stream.colour)

    def _width(self, stream: Stream) -> float:
        everybody = max(sum(each.count for each in flows) for flows in (self.inflows, self.leaks))
        return max(1.0, WIDEST * stream.count / everybody)

    def _height(self, customers: float) -> float:
        return BOTTOM - (BOTTOM - RIM) * 0.92 * customers / self.full


def _walls(y: float) -> tuple[float, float]:
    """Return where the walls of the bucket stand at a height."""
    inwards = NARROWER_BELOW * (y - RIM) / (BOTTOM - RIM)
    return LEFT_AT_RIM + inwards, RIGHT_AT_RIM - inwards
