"""The grid of recency and frequency: how many customers are in each cell, and how much of the value."""

import numpy as np
from matplotlib.figure import Figure

from hooper.report.figure_data import RfmGrid
from hooper.report.figures.canvas import SMALL, WIDE_INCHES, label, new_panels, per_cent, written
from hooper.report.figures.palette import INK, PAPER, SEQUENTIAL

DARK = 0.68  # of the way through the colours, beyond which numbers are white
CELL_INCHES = 0.62


def rfm_grid(grid: RfmGrid, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw a cell for each pair of scores: the number of customers, and their share of value as a colour."""
    rows, columns = grid.customers.shape
    figure, (axes,) = new_panels(width_inches, 1.4 + CELL_INCHES * rows)
    axes.grid(False)
    mesh = axes.pcolormesh(
        np.arange(columns + 1) + 0.5,
        np.arange(rows + 1) + 0.5,
        grid.value_share,
        cmap=SEQUENTIAL,
        vmin=0.0,
        vmax=grid.value_share.max() or 1.0,
        edgecolors=PAPER,
    )
    shades = np.asarray(mesh.norm(grid.value_share))
    for (row, column), count in np.ndenumerate(grid.customers):
        colour = PAPER if shades[row, column] > DARK else INK
        place = (column + 1, row + 1)
        axes.annotate(f"{count:,}", place, ha="center", va="center", fontsize=SMALL, color=colour)
    label(axes, x="frequency score (5: most often)", y="recency score (5: most recent)")
    bar = figure.colorbar(mesh, ax=axes, location="bottom", shrink=0.6, aspect=30, pad=0.02)
    bar.ax.xaxis.set_major_formatter(written(per_cent))
    bar.ax.tick_params(labelsize=SMALL)
    bar.set_label("share of all spend; numbers: customers", fontsize=SMALL, color=INK)
    return figure
