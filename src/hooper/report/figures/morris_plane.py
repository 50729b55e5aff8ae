"""Morris' plane: how strong each parameter is, and how much its effect depends on where it acts."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hooper.comparison.morris_screening import MorrisIndices
from hooper.report.figures.canvas import (
    SMALL,
    WIDE_INCHES,
    compact,
    heading,
    label,
    new_panels,
    tidy,
    wrapped,
    written,
)
from hooper.report.figures.palette import BLUE, INK, MUTED, PAPER

MOST = 12
SMALLEST_NAMED = 0.05


def morris_plane(
    names: Sequence[str],
    indices: Sequence[MorrisIndices],
    measure: str,
    width_inches: float = WIDE_INCHES,
) -> Figure:
    """Draw the mean size and the spread of elementary effects, and name the strongest parameters.

    On the dotted line the spread is as large as the mean size: there the others decide what a parameter does.
    `measure` is what the effects are on, its unit included.
    """
    order: list[int] = np.argsort([-own.mu_star for own in indices], kind="stable").tolist()
    visible = SMALLEST_NAMED * max((own.mu_star for own in indices), default=0.0)
    named = [k for k in order[:MOST] if indices[k].mu_star > visible] or order[:1]
    figure, (plane, bars) = new_panels(width_inches, 1.4 + 0.3 * max(len(named), 6), shares=(1.0, 0.7))
    _draw_plane(plane, indices, named)
    _draw_strongest(bars, [names[k] for k in named], [indices[k] for k in named])
    label(plane, wrapped(f"mean size of the effect on {measure}", 34), "standard deviation of the effect")
    return figure


def _draw_plane(axes: Axes, indices: Sequence[MorrisIndices], named: Sequence[int]) -> None:
    end = max((max(own.mu_star, own.sigma) for own in indices), default=0.0) or 1.0
    axes.plot([0.0, end], [0.0, end], color=MUTED, linestyle=":", linewidth=1.0)
    others = [own for k, own in enumerate(indices) if k not in named]
    axes.plot(
        [own.mu_star for own in others], [own.sigma for own in others], "o", color=MUTED, markersize=3.5
    )
    for number, k in reversed(list(enumerate(named, start=1))):
        at = (indices[k].mu_star, indices[k].sigma)
        axes.plot(*at, "o", color=BLUE, markersize=11, markeredgecolor=PAPER)
        axes.text(*at, str(number), fontsize=SMALL - 1.5, color=PAPER, ha="center", va="center_baseline")
    axes.margins(0.08)
    axes.xaxis.set_major_formatter(written(compact))
    axes.yaxis.set_major_formatter(written(compact))


def _draw_strongest(axes: Axes, names: Sequence[str], strongest: Sequence[MorrisIndices]) -> None:
    tidy(axes, grid="x")
    positions = range(len(strongest))
    low, high = [own.mu_star_low for own in strongest], [own.mu_star_high for own in strongest]
    axes.hlines(positions, low, high, color=BLUE, linewidth=4, alpha=0.45)
    axes.plot([own.mu_star for own in strongest], positions, "o", color=BLUE, markersize=6)
    texts = [f"{number} {name.replace('.', ': ')}" for number, name in enumerate(names, start=1)]
    axes.set_yticks(positions, [wrapped(text, 26) for text in texts])
    axes.set_ylim(len(strongest) - 0.5, -0.5)
    axes.set_xlim(left=0.0)
    axes.tick_params(axis="y", labelcolor=INK)
    axes.xaxis.set_major_formatter(written(compact))
    heading(axes, "mean size, with interval")
