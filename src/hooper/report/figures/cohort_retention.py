"""Cohort retention as a heat map: who of each month's new customers still buys later."""

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hooper.report.figure_data import CohortRetention
from hooper.report.figures.canvas import SMALL, WIDE_INCHES, label, new_panels, per_cent, plain, tidy, written
from hooper.report.figures.palette import INK, PAPER, SEQUENTIAL

INCHES_PER_NUMBER = 0.28
FEW_COHORTS = 5  # with these or fewer, the axis has no room for a label, and the names say it


def cohort_retention(cohorts: CohortRetention, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw the share of each cohort that bought in each period since entry; numbers where they fit."""
    n_cohorts, n_periods = cohorts.retention.shape
    figure, (axes,) = new_panels(width_inches, 1.5 + 0.3 * n_cohorts)
    tidy(axes)
    axes.grid(False)
    colours = colormaps[SEQUENTIAL].with_extremes(bad=PAPER)
    later = cohorts.retention[:, 1:]
    top = float(np.nanmax(later)) if np.isfinite(later).any() else 1.0
    columns, rows = np.arange(n_periods + 1) - 0.5, np.arange(n_cohorts + 1) - 0.5
    shares = np.ma.masked_invalid(cohorts.retention)
    mesh = axes.pcolormesh(
        columns, rows, shares, cmap=colours, vmin=0.0, vmax=top, edgecolors=PAPER, linewidth=0.6
    )
    if (width_inches - 1.6) / n_periods >= INCHES_PER_NUMBER:
        _write_numbers(axes, cohorts.retention, top)
    names = [f"{plain(c)} ({size:,})" for c, size in zip(cohorts.cohorts, cohorts.sizes, strict=True)]
    axes.set_yticks(range(n_cohorts), names)
    axes.invert_yaxis()
    entry = "first purchase" if n_cohorts > FEW_COHORTS else ""
    label(axes, x=f"{cohorts.period_name}s since first purchase", y=entry)
    bar = figure.colorbar(mesh, ax=axes, location="bottom", shrink=0.6, aspect=30, pad=0.02, extend="max")
    bar.ax.xaxis.set_major_formatter(written(per_cent))
    bar.ax.tick_params(labelsize=SMALL)
    bar.set_label("share who bought in the period", fontsize=SMALL, color=INK)
    return figure


def _write_numbers(axes: Axes, retention: np.ndarray, top: float) -> None:
    for (row, column), share in np.ndenumerate(retention):
        if np.isfinite(share):
            colour = PAPER if share > 0.68 * top else INK
            axes.annotate(
                f"{100 * share:.0f}", (column, row), ha="center", va="center", fontsize=SMALL, color=colour
            )
