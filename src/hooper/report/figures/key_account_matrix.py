"""The matrix of key accounts: how attractive customers are against how strong the firm is with them."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from hooper.report.figures.canvas import WIDE_INCHES, label, new_panels
from hooper.report.figures.cut_plane import draw_cut_plane
from hooper.segmentation.halves import Halves
from hooper.segmentation.segments import Segments


def key_account_matrix(
    accounts: Segments, measures: Mapping[str, Halves], width_inches: float = WIDE_INCHES
) -> Figure:
    """Draw the cells of `key_account_matrix.assign` with the scores of `key_account_matrix.account_axes`."""
    figure, (axes,) = new_panels(width_inches, 4.4)
    opportunistic, maintenance, development, key = accounts.profiles[:4]
    cells = (opportunistic, development, maintenance, key)
    draw_cut_plane(axes, measures["strength"], measures["attractiveness"], cells, width_inches)
    axes.set_xlim(0.0, 1.0)
    label(axes, x="relative strength (score)", y="attractiveness (score)")
    return figure
