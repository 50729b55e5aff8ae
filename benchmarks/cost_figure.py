"""The figure of the cost curve: time of a run, and time a founder and week, by size and length."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

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


def cost_figure(curve: dict[str, Any]) -> Figure:
    """Draw a line a number of weeks over the number of founders, both scales logarithmic."""
    figure, (run, week) = new_panels(WIDE_INCHES, 3.2, shares=(1.0, 1.0))
    weeks = sorted({point["periods"] for point in curve["points"]})
    styles = line_styles([f"{count} weeks" for count in weeks])
    handles = []
    for count, (name, style) in zip(weeks, styles.items(), strict=True):
        points = [
            each for each in curve["points"] if each["periods"] == count and each["seconds"] is not None
        ]
        sizes = [each["customers"] for each in points]
        handles += _draw(run, sizes, [each["seconds"] for each in points], name, style)
        _draw(week, sizes, [each["ns_per_customer_period"] for each in points], name, style)
    heading(run, "seconds of processor time a run")
    heading(week, "ns a founder and week")
    for axes in (run, week):
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.xaxis.set_major_formatter(written(compact))
        axes.yaxis.set_major_formatter(written(compact))
        label(axes, x=f"founders ({curve['cpu']})")
    legend_below(figure, handles, list(styles), WIDE_INCHES)
    return figure


def _draw(axes: Axes, x: list[int], y: list[float], name: str, style: tuple[str, str]) -> list[Any]:
    colour, dash = style
    return axes.plot(x, y, color=colour, linestyle=dash, marker="o", markersize=4, label=name)
