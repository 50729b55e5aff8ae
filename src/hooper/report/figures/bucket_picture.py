"""A bucket with what is poured into it and what leaks from it; lengths in inches, from the left bottom."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from hooper.report.figures.flow_bands import (
    GAP,
    Stream,
    downward_turn,
    draw_band,
    rows,
    s_curve,
    write_at_end,
)
from hooper.report.figures.vessel import Vessel, draw_vessel, write_levels

RIM = 1.6  # height of the bucket
HIGHEST_HOLE = 1.25
LOWEST = -0.2  # room for the text of a level at the bottom
TURN = 0.12  # inner radius of the turn into the mouth
TURN_HEIGHT, LOWEST_TEXT = RIM + 0.06, RIM + 0.15
RUN, AIR = 0.3, 0.06  # least length of a band beside the bucket; between a band and its text


def draw_bucket(
    axes: Axes,
    inflows: Sequence[Stream],
    leaks: Sequence[Stream],
    levels: Mapping[str, float],
    mouth: float,
    least_width: float,
) -> None:
    """Draw streams in and out, each from top to bottom, and the levels of the bucket, at first and at last.

    `levels` are shares of a full bucket by what is written beside them; `mouth` is how wide the
    bucket is. The picture is as wide as its texts make it, and at least `least_width`.
    """
    left, right = (max(stream.text_width for stream in streams) for streams in (inflows, leaks))
    before = left + AIR + RUN + TURN + _width(inflows) / 2.0
    after = mouth / 2.0 + RUN + AIR + right
    width = max(least_width, before + after)
    vessel = Vessel(before + (width - before - after) / 2.0, mouth, RIM)
    heights = {text: RIM * level for text, level in levels.items()}
    at_start, at_end = heights.values()
    draw_vessel(axes, vessel, at_start, at_end)
    write_levels(axes, vessel, heights)
    _pour(axes, inflows, vessel, left + AIR, at_end)
    _leak(axes, leaks, vessel, width - right - AIR)
    axes.set(xlim=(0.0, width), ylim=reach(inflows, leaks), aspect="equal")


def reach(inflows: Sequence[Stream], leaks: Sequence[Stream]) -> tuple[float, float]:
    """Return the lowest and the highest point of the picture."""
    highest = max(TURN_HEIGHT + TURN + _width(inflows), _top_of_texts(inflows))
    return min(LOWEST, HIGHEST_HOLE - _height(leaks)), highest


def _width(streams: Sequence[Stream]) -> float:
    """Return how wide these bands are side by side."""
    return sum(stream.width + GAP for stream in streams)


def _height(streams: Sequence[Stream]) -> float:
    """Return how high their ends are on top of each other."""
    return sum(stream.end_height for stream in streams)


def _top_of_texts(inflows: Sequence[Stream]) -> float:
    """Return where the ends of what is poured in begin: about their bands, and not below the rim."""
    middle = TURN_HEIGHT + TURN + _width(inflows) / 2.0
    return max(LOWEST_TEXT, middle - _height(inflows) / 2.0) + _height(inflows)


def _pour(axes: Axes, streams: Sequence[Stream], vessel: Vessel, start_x: float, water: float) -> None:
    """Draw bands from their texts over the rim down to the water."""
    turn = (vessel.middle - TURN - _width(streams) / 2.0, TURN_HEIGHT)
    starts = rows([stream.end_height for stream in streams], _top_of_texts(streams))
    turns = rows([stream.width + GAP for stream in streams], TURN_HEIGHT + TURN + _width(streams))
    for stream, start, y in zip(streams, starts, turns, strict=True):
        upper, lower = (
            np.vstack(
                (
                    s_curve((start_x, start + half), (turn[0], y + half)),
                    downward_turn(turn, y + half - TURN_HEIGHT),
                    [turn[0] + y + half - TURN_HEIGHT, water],
                )
            )
            for half in (stream.width / 2.0, -stream.width / 2.0)
        )
        draw_band(axes, upper, lower, stream)
        write_at_end(axes, start_x - AIR, start, stream, "left")


def _leak(axes: Axes, streams: Sequence[Stream], vessel: Vessel, end_x: float) -> None:
    """Draw bands from holes in the wall down to their texts."""
    holes = rows([stream.width + GAP for stream in streams], HIGHEST_HOLE)
    ends = rows([stream.end_height for stream in streams], HIGHEST_HOLE)
    for stream, hole, end in zip(streams, holes, ends, strict=True):
        wall = vessel.middle + vessel.half_width(hole)
        upper, lower = (
            s_curve((wall - 0.02, hole + half), (end_x, end + half))
            for half in (stream.width / 2.0, -stream.width / 2.0)
        )
        draw_band(axes, upper, lower, stream)
        write_at_end(axes, end_x + AIR, end, stream, "right")
