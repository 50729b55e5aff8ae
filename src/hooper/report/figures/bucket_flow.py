"""The leaky bucket as a flow picture: how full it was, who came in, and which holes they left by."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from hooper.economics.leaky_bucket import LeakyBucket
from hooper.report.figures.bucket_picture import draw_bucket, reach
from hooper.report.figures.canvas import (
    ROOM_FOR_TWO_INCHES,
    SMALL,
    WIDE_INCHES,
    compact,
    heading,
    label,
    tidy,
    wrapped,
    written,
)
from hooper.report.figures.flow_bands import GAP, Stream
from hooper.report.figures.palette import BLUE, GREEN, INK, MUTED, PAPER, SKY, cause_colours

LEVEL_SHARE, PICTURE_SHARE = 1.0, 2.0
LEVEL_INCHES, HEADING_INCHES = 2.6, 0.6
NO_BREAK = "\N{NO-BREAK SPACE}"
ROOM_IN_WALL = 1.1  # inches, for the bands of the leaks and the gaps between them


def bucket_flow(
    bucket: LeakyBucket,
    period_name: str,
    start: int = 0,
    stop: int | None = None,
    width_inches: float = WIDE_INCHES,
) -> Figure:
    """Draw the customers held over all periods, and who came and left from period `start` to before `stop`.

    The bands are as wide as the customers are many, all on one scale; the bucket is full at the most
    customers ever held. `period_name` is the unit of the periods ("month"); the end of the record is
    meant if `stop` is not given.
    """
    span = (start, len(bucket.arrivals) if stop is None else stop)
    is_narrow = width_inches < ROOM_FOR_TWO_INCHES
    mouth, characters = (0.95, 13) if is_narrow else (1.25, 18)
    inflows, leaks = _streams(bucket, span, characters, 0.75 * mouth)
    figure, level, flow = _panels(width_inches, float(np.ptp(reach(inflows, leaks))) + HEADING_INCHES)
    _draw_level(level, bucket, span)
    label(level, x=period_name)
    full = max(int(bucket.held.max()), 1)
    times = zip(("start", "end"), bucket.held[list(span)].tolist(), strict=True)
    levels = {f"{held:,} at the {time}": held / full for time, held in times}
    share = 1.0 if is_narrow else PICTURE_SHARE / (LEVEL_SHARE + PICTURE_SHARE)
    draw_bucket(flow, inflows, leaks, levels, mouth, width_inches * share - 0.2)
    heading(flow, f"who came and who left, {period_name}s {span[0]} to {span[1]}")
    note = f"Bands are as wide as customers are many;\nthe bucket is full at {full:,}."
    flow.set_xlabel(note, fontsize=SMALL, color=MUTED)
    return figure


def _panels(width_inches: float, picture_inches: float) -> tuple[Figure, Axes, Axes]:
    """Return the figure, the panel of the level, and one of this height for the picture, without axes."""
    is_narrow = width_inches < ROOM_FOR_TWO_INCHES
    height = LEVEL_INCHES + picture_inches if is_narrow else picture_inches
    figure = Figure((width_inches, height), facecolor=PAPER, layout="constrained")
    if is_narrow:
        level, flow = figure.subplots(2, 1, height_ratios=(LEVEL_INCHES, picture_inches))
    else:
        level, flow = figure.subplots(1, 2, width_ratios=(LEVEL_SHARE, PICTURE_SHARE))
    tidy(level)
    flow.set(xticks=(), yticks=())
    flow.spines[:].set_visible(False)
    return figure, level, flow


def _draw_level(axes: Axes, bucket: LeakyBucket, span: tuple[int, int]) -> None:
    """Draw the customers held as an area, and where the span of the flows starts and ends."""
    times = np.arange(bucket.held.size)
    axes.fill_between(times, bucket.held, color=SKY, alpha=0.6, linewidth=0)
    axes.plot(times, bucket.held, color=BLUE, linewidth=1.6)
    for time, dash in zip(span, ("--", "-"), strict=True):
        if 0 < time < times[-1]:
            axes.axvline(time, color=INK, linestyle=dash, linewidth=1.0)
    axes.set_xlim(0.0, max(float(times[-1]), 1.0))
    axes.set_ylim(0.0, 1.05 * max(int(bucket.held.max()), 1))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.yaxis.set_major_formatter(written(compact))
    heading(axes, "customers held")


def _streams(
    bucket: LeakyBucket, span: tuple[int, int], characters: int, room_in_mouth: float
) -> tuple[list[Stream], list[Stream]]:
    """Return who came and who left as streams on one scale, for which mouth and wall have room."""
    came, left = (flows[slice(*span)].sum(axis=0) for flows in (bucket.arrivals, bucket.leaks))
    rooms = ((came, room_in_mouth), (left, ROOM_IN_WALL))
    scales = [max(room - GAP * n.size, room / 2.0) / n.sum() for n, room in rooms if n.any()]
    colours = cause_colours(list(bucket.causes))
    scale = min(scales, default=0.0)
    inflows = [
        Stream(wrapped(f"{name}{NO_BREAK}{count:,}", characters), scale * count, GREEN)
        for name, count in zip(bucket.channels, came.tolist(), strict=True)
        if count
    ]
    leaks = [
        Stream(wrapped(f"{count:,}{NO_BREAK}{name}", characters), scale * count, colours[name])
        for name, count in zip(bucket.causes, left.tolist(), strict=True)
        if count
    ]
    nobody = [Stream(f"nobody {did}", 0.0, MUTED) for did in ("came", "left")]
    return inflows or nobody[:1], leaks or nobody[1:]
