"""Interactions: the shares of variance of single parameters, of pairs, and in total, as a matrix."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from hooper.comparison.interaction_rows import InteractionRow
from hooper.comparison.sobol_indices import SobolIndices
from hooper.report.figures.canvas import SMALL, WIDE_INCHES, label, new_panels, tidy, wrapped
from hooper.report.figures.palette import BLUE, INK, MUTED, PAPER

MOST: Final = 8
# The total stands apart from the shares that it is made of.
_GAP: Final = 0.3
_DARK: Final = 0.55


def interaction_matrix(
    names: Sequence[str],
    indices: Sequence[SobolIndices],
    pairs: Sequence[InteractionRow],
    measure: str,
    width_inches: float = WIDE_INCHES,
) -> Figure:
    """Draw second-order indices of the strongest parameters below a diagonal of first-order indices.

    Per cent of the variance of `measure`; what may be 0, by its interval, is in brackets. `pairs` are of the
    parameters `names`, in any order.
    """
    order: list[int] = np.argsort([-own.total for own in indices], kind="stable").tolist()[:MOST]
    order = [k for k in order if indices[k].total > 0.0] or order[:1]
    shares = {frozenset((row.first, row.second)): row for row in pairs}
    figure, (axes,) = new_panels(width_inches, 1.1 + 0.42 * (len(order) + 1))
    for row, k in enumerate(order):
        for column, other in enumerate(order[:row]):
            own = shares[frozenset((names[k], names[other]))]
            _draw(axes, (column, row), own.second_order, is_sure=own.is_sure)
        _draw(axes, (row, row), indices[k].first_order, is_sure=indices[k].first_order_low > 0.0, is_own=True)
        at_total = (len(order) + _GAP, row)
        _draw(axes, at_total, indices[k].total, is_sure=indices[k].total_low > 0.0)
    _name_axes(axes, [names[k] for k in order])
    told = f"per cent of the variance of {measure}: alone (framed), only together with another, and in total"
    label(axes, x=wrapped(f"{told}; in brackets what may be 0", int(width_inches * 8)))
    return figure


def _draw(axes: Axes, at: tuple[float, float], share: float, *, is_sure: bool, is_own: bool = False) -> None:
    depth = min(max(share, 0.0), 1.0)
    corner = (at[0] - 0.5, at[1] - 0.5)
    axes.add_patch(Rectangle(corner, 1.0, 1.0, facecolor=BLUE, alpha=depth, edgecolor="none"))
    edge, order = (INK, 3.0) if is_own else (PAPER, 2.0)
    axes.add_patch(Rectangle(corner, 1.0, 1.0, facecolor="none", edgecolor=edge, linewidth=1.2, zorder=order))
    number = f"{100.0 * share:.0f}".replace("-0", "0").replace("-", "\N{MINUS SIGN}")
    colour = PAPER if depth > _DARK else INK if is_sure else MUTED
    axes.text(
        *at,
        number if is_sure else f"({number})",
        ha="center",
        va="center_baseline",
        fontsize=SMALL,
        color=colour,
    )


def _name_axes(axes: Axes, names: Sequence[str]) -> None:
    size = len(names)
    tidy(axes)
    axes.grid(False)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.tick_params(length=0)
    texts = [f"{number} {name.replace('.', ': ')}" for number, name in enumerate(names, start=1)]
    axes.set_yticks(range(size), [wrapped(text, 26) for text in texts])
    axes.set_xticks([*range(size), size + _GAP], [*(str(k + 1) for k in range(size)), "total"])
    axes.set_xlim(-0.52, size + _GAP + 0.52)
    axes.set_ylim(size - 0.48, -0.52)
