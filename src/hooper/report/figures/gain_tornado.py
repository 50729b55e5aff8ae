"""The tornado of a gain: what it becomes with one parameter at an end of its range, the widest on top."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from hooper.comparison.sensitivity_rows import SensitivityRow
from hooper.report.figures.canvas import (
    ROOM_FOR_TWO_INCHES,
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
from hooper.report.figures.palette import BLUE, INK, MUTED, PAPER, VERMILLION

MOST = 12
BAR = 0.6
LOOKS = {"low": (PAPER, VERMILLION, "////"), "high": (BLUE, BLUE, "")}


def gain_tornado(
    rows: Sequence[SensitivityRow], currency: str, baseline: str, width_inches: float = WIDE_INCHES
) -> Figure:
    """Draw one strategy's gain at the low and the high end of each parameter, for those that move it most.

    The rows are of one strategy. What a bar starts from is the gain with all parameters at their own values.
    """
    widest = sorted(rows, key=lambda row: -_reach(row))[:MOST]
    widest = [row for row in widest if _reach(row) > 0.0] or widest[:1]
    figure, (axes,) = new_panels(width_inches, 1.2 + 0.42 * len(widest))
    tidy(axes, grid="x")
    axes.axvline(0.0, color=MUTED, linewidth=0.9, linestyle=":")
    axes.axvline(widest[0].gain, color=INK, linewidth=1.0)
    for position, row in enumerate(widest):
        _draw(axes, position, row)
    axes.set_yticks(range(len(widest)), [wrapped(row.parameter.replace(".", ": "), 26) for row in widest])
    axes.set_ylim(len(widest) - 0.4, -0.6)
    axes.margins(x=0.3 if width_inches < ROOM_FOR_TWO_INCHES else 0.12)
    axes.xaxis.set_major_formatter(written(compact))
    gain = f"gain of {widest[0].strategy} over {baseline} ({currency})"
    label(axes, x=wrapped(gain, int(width_inches * 8)))
    handles = [Patch(facecolor=face, edgecolor=edge, hatch=hatch) for face, edge, hatch in LOOKS.values()]
    legend_below(figure, handles, [f"{end} end of the range" for end in LOOKS], width_inches)
    return figure


def _reach(row: SensitivityRow) -> float:
    return max(abs(row.gain_at_low - row.gain), abs(row.gain_at_high - row.gain))


def _draw(axes: Axes, position: int, row: SensitivityRow) -> None:
    """Draw both ends, the longer bar first, with the parameter's value beyond the end of each."""
    ends = {"low": (row.gain_at_low, row.low), "high": (row.gain_at_high, row.high)}
    outermost = sorted(ends, key=lambda end: -abs(ends[end][0] - row.gain))
    is_one_sided = (row.gain_at_low - row.gain) * (row.gain_at_high - row.gain) > 0.0
    for end in outermost:
        gain, value = ends[end]
        face, edge, hatch = LOOKS[end]
        axes.barh(
            position,
            gain - row.gain,
            BAR,
            left=row.gain,
            facecolor=face,
            edgecolor=edge,
            hatch=hatch,
            linewidth=0.8,
        )
        if gain != row.gain and (end == outermost[0] or not is_one_sided):
            _write(axes, position, gain, f"{value:.3g}", is_left=gain < row.gain)


def _write(axes: Axes, position: int, gain: float, text: str, *, is_left: bool) -> None:
    axes.annotate(
        text.replace("-", "\N{MINUS SIGN}"),
        (gain, position),
        (-4 if is_left else 4, 0),
        textcoords="offset points",
        ha="right" if is_left else "left",
        va="center",
        fontsize=SMALL,
        color=INK,
        bbox={"boxstyle": "square,pad=0.1", "facecolor": PAPER, "edgecolor": "none"},
    )
