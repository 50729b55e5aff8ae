"""A cohort triangle as a heat map: what became of those who came in together, by the time since then."""

import math

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.colorbar import Colorbar
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from hooper.report.figure_data import CohortTriangle
from hooper.report.figures.canvas import (
    SMALL,
    WIDE_INCHES,
    compact,
    label,
    new_panels,
    plain,
    wrapped,
    written,
)
from hooper.report.figures.palette import INK, MUTED, PAPER, SEQUENTIAL

INCHES_PER_COHORT, HIGHEST = 0.3, 7.5
INCHES_PER_LINE, INCHES_PER_DIGIT, INCHES_BESIDE_NUMBER = 0.16, 0.07, 0.07
INCHES_BESIDE_CELLS = 1.6
EDGE, LEAST_EDGED = 0.6, 0.08  # points between cells, and inches below which cells touch
FEW_COHORTS = 5  # with these or fewer, the axis has no room for a label, and the names say it
DARK = 0.68  # of the way through the colours, beyond which numbers are white


def cohort_triangle(triangle: CohortTriangle, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw a value for each cohort and period since entry: as a colour, and as a number where it fits.

    The colours span what comes after the period of entry, which is often of another size. Without
    numbers, what is below zero is hatched.
    """
    n_cohorts, n_periods = triangle.values.shape
    row_inches = min(INCHES_PER_COHORT, HIGHEST / n_cohorts)
    figure, (axes,) = new_panels(width_inches, 1.5 + row_inches * n_cohorts)
    cell_inches = (width_inches - INCHES_BESIDE_CELLS) / n_periods
    mesh = _draw_cells(axes, triangle.values)
    mesh.set_linewidth(EDGE if min(cell_inches, row_inches) > LEAST_EDGED else 0.0)
    numbers = in_cells(triangle.values)
    longest = max(len(number) for number in numbers.flat)
    fits = cell_inches >= INCHES_BESIDE_NUMBER + INCHES_PER_DIGIT * longest and row_inches >= INCHES_PER_LINE
    if fits:
        _write_numbers(axes, numbers, np.asarray(mesh.norm(triangle.values)))
    hatched = not fits and _hatch_losses(axes, triangle.values)
    _name_cohorts(axes, triangle, math.ceil(INCHES_PER_LINE / row_inches))
    measure = triangle.measure + ("; hatched: below zero" if hatched else "")
    bar = _add_bar(figure, axes, mesh, triangle.values)
    bar.set_label(wrapped(measure, int(width_inches * 11)), fontsize=SMALL, color=INK)
    return figure


def in_cells(values: NDArray[np.float64]) -> NDArray[np.str_]:
    """Return how values are written: whole numbers, two digits if all are small, nothing for NaN.

    >>> in_cells(np.array([12.34, -1234.0, np.nan])).tolist(), in_cells(np.array([0.125])).tolist()
    (['12', '−1.23k', ''], ['0.12'])
    """
    known = np.abs(values[np.isfinite(values)])
    pattern = ".2g" if known.max(initial=0.0) < 10.0 else ".0f"

    def number(value: float) -> str:
        if not np.isfinite(value):
            return ""
        rounded = float(format(value, ".3g" if abs(value) >= 1000.0 else pattern))
        return compact(rounded + 0.0)  # no minus sign before a zero

    return np.array([number(value) for value in values.flat], dtype=np.str_).reshape(values.shape)


def _draw_cells(axes: Axes, values: NDArray[np.float64]) -> QuadMesh:
    n_cohorts, n_periods = values.shape
    axes.grid(False)
    later = values[:, 1:]
    known = later[np.isfinite(later)]
    return axes.pcolormesh(
        np.arange(n_periods + 1) - 0.5,
        np.arange(n_cohorts + 1) - 0.5,
        np.ma.masked_invalid(values),
        cmap=colormaps[SEQUENTIAL].with_extremes(bad=PAPER),
        vmin=known.min(initial=0.0),
        vmax=known.max(initial=0.0) if known.any() else 1.0,
        edgecolors=PAPER,
    )


def _write_numbers(axes: Axes, numbers: NDArray[np.str_], shades: NDArray[np.float64]) -> None:
    """Write numbers into cells, white where the colour is dark; `shades` go from 0 to 1 along the colours."""
    for (row, column), number in np.ndenumerate(numbers):
        colour = PAPER if shades[row, column] > DARK else INK
        axes.annotate(number, (column, row), ha="center", va="center", fontsize=SMALL, color=colour)


def _hatch_losses(axes: Axes, values: NDArray[np.float64]) -> bool:
    """Hatch the cells below zero; return whether there are any."""
    losses = np.argwhere(values < 0.0).tolist()
    for row, column in losses:
        cell = Rectangle((column - 0.5, row - 0.5), 1.0, 1.0, fill=False, edgecolor=MUTED, hatch="////")
        cell.set_linewidth(0.0)
        axes.add_patch(cell)
    return bool(losses)


def _name_cohorts(axes: Axes, triangle: CohortTriangle, step: int) -> None:
    """Name every `step`-th cohort and its size, the first on top."""
    named = range(0, len(triangle.cohorts), step)
    names = [f"{plain(triangle.cohorts[row])} ({triangle.sizes[row]:,})" for row in named]
    axes.set_yticks(named, names)
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    entry = triangle.entry if len(triangle.cohorts) > FEW_COHORTS else ""
    label(axes, x=f"{triangle.period_name}s since {triangle.entry}", y=entry)


def _add_bar(figure: Figure, axes: Axes, mesh: QuadMesh, values: NDArray[np.float64]) -> Colorbar:
    """Add the bar of colours; its ends are pointed where the period of entry lies beyond them."""
    known = values[np.isfinite(values)]
    low, high = mesh.get_clim()
    below, above = bool((known < low).any()), bool((known > high).any())
    extend = {(True, True): "both", (True, False): "min", (False, True): "max"}.get((below, above), "neither")
    bar = figure.colorbar(mesh, ax=axes, location="bottom", shrink=0.6, aspect=30, pad=0.02, extend=extend)
    bar.ax.xaxis.set_major_formatter(written(compact))
    bar.ax.tick_params(labelsize=SMALL)
    return bar
