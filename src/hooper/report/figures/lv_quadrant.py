"""The LV quadrant: customers by value and loyalty, the two cuts, and how many there are in A, B, C and D."""

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import SymmetricalLogLocator

from hooper.report.figures.canvas import WIDE_INCHES, compact, label, new_panels, written
from hooper.report.figures.cut_plane import draw_cut_plane
from hooper.segmentation.halves import Halves
from hooper.segmentation.segments import Segments

_SMALLEST_SHOWN = 0.05  # of the customers have less value, by size: below it the scale is straight


def lv_quadrant(
    quadrant: Segments, measures: Mapping[str, Halves], currency: str, width_inches: float = WIDE_INCHES
) -> Figure:
    """Draw the classes of `lv_quadrant.assign` with the `value` and `loyalty` of `lv_quadrant.lv_axes`.

    Value is on a scale of powers of ten, but around zero, so that losses have a place.
    """
    figure, (axes,) = new_panels(width_inches, 4.4)
    value = measures["value"]
    size = np.abs(value.values[value.is_known])
    straight = float(np.quantile(size[size > 0.0], _SMALLEST_SHOWN)) if (size > 0.0).any() else 1.0
    axes.set_xscale("symlog", linthresh=straight)
    axes.xaxis.set_major_locator(SymmetricalLogLocator(base=10.0, linthresh=straight))
    axes.xaxis.set_major_formatter(written(compact))
    draw_cut_plane(axes, value, measures["loyalty"], quadrant.profiles[:4], width_inches)
    label(axes, x=f"value index: contribution ({currency})", y="loyalty index")
    return figure
