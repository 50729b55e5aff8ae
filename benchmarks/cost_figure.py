"""The figure of the cost curve: time of a run, and time a founder and week, by size and length."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullFormatter

from hooper.report.figures.canvas import (
    WIDE_INCHES,
    compact,
    heading,
    label,
    legend_below,
    new_panels,
    written,
)
from hooper.report.figures.palette import line_styles

MARKERS = ("o", "s", "D", "^", "v")


def cost_figure(curve: dict[str, Any]) -> Figure:
    """Draw a line a number of weeks over the number of founders, both scales logarithmic."""
    figure, (run, week) = new_panels(WIDE_INCHES, 3.2, shares=(1.0, 1.0))
    weeks = sorted({point["periods"] for point in curve["points"]})
    styles = line_styles([f"{count} weeks" for count in weeks])
    handles = []
    for count, marker, (colour, _) in zip(weeks, MARKERS, styles.values(), strict=True):
        points = [
            each for each in curve["points"] if each["periods"] == count and each["seconds"] is not None
        ]
        sizes = [each["customers"] for each in points]
        handles += _draw(run, sizes, [each["seconds"] for each in points], colour, marker)
        _draw(week, sizes, [each["ns_per_customer_period"] for each in points], colour, marker)
    heading(run, "seconds of processor time a run")
    heading(week, "ns a founder and week")
    for axes in (run, week):
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.xaxis.set_major_formatter(written(compact))
        axes.yaxis.set_major_formatter(written(compact))
        axes.yaxis.set_minor_formatter(NullFormatter())
        label(axes, x=f"founders ({curve['cpu']})")
    week.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    legend_below(figure, handles, list(styles), WIDE_INCHES)
    return figure


def _draw(axes: Axes, x: list[int], y: list[float], colour: str, marker: str) -> list[Any]:
    return axes.plot(x, y, color=colour, marker=marker, markersize=5)
