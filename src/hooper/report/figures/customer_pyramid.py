"""The customer pyramid: how many customers each tier has, as areas, and what the tier brings."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hooper.report.figure_data import ValueTier
from hooper.report.figures.canvas import (
    NORMAL,
    WIDE_INCHES,
    compact,
    heading,
    label,
    new_panels,
    per_cent,
    tidy,
    written,
)
from hooper.report.figures.palette import BLUE, INK, MUTED, ORANGE, PAPER, SKY, VERMILLION

_COLOURS = (ORANGE, SKY, BLUE, MUTED)
_LEAST_GAP = 0.16  # between the names of two tiers, in heights of the pyramid


def customer_pyramid(tiers: Sequence[ValueTier], currency: str, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw the tiers, the most valuable first, as slices of a triangle, and beside them what each brings.

    The area of a slice is the tier's share of the customers. Up to four tiers have colours of their own.
    """
    figure, (pyramid, bars) = new_panels(width_inches, 3.2, shares=(1.0, 1.0))
    _draw_slices(pyramid, tiers)
    _draw_bars(bars, tiers, currency)
    return figure


def _draw_slices(axes: Axes, tiers: Sequence[ValueTier]) -> None:
    customers = np.array([tier.customers for tier in tiers])
    # A triangle cut off at depth d has d^2 of its area above the cut.
    depth = np.sqrt(np.concatenate([[0.0], np.cumsum(customers)]) / max(1, customers.sum()))
    for k, colour in zip(range(len(tiers)), _COLOURS, strict=False):
        top, bottom = depth[k], depth[k + 1]
        axes.fill([-top, top, bottom, -bottom], [top, top, bottom, bottom], color=colour, edgecolor=PAPER)
    shares = customers / max(1, customers.sum())
    names = [f"{tier.label}\n{per_cent(round(share, 3))}" for tier, share in zip(tiers, shares, strict=True)]
    heights = _apart((depth[:-1] + depth[1:]) / 2.0)
    for name, height in zip(names, heights, strict=True):
        axes.text(-1.08, height, name, ha="right", va="center", fontsize=NORMAL, color=INK)
    heading(axes, "share of the customers, as areas")
    axes.set_xlim(-1.75, 1.0)
    axes.set_ylim(max(1.02, heights[-1] + _LEAST_GAP / 2.0), -0.02)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_axis_off()


def _apart(heights: NDArray[np.float64]) -> list[float]:
    """Move heights down as far as it takes for names of two lines not to touch."""
    placed: list[float] = []
    for height in heights.tolist():
        placed.append(max(height, placed[-1] + _LEAST_GAP) if placed else height)
    return placed


def _draw_bars(axes: Axes, tiers: Sequence[ValueTier], currency: str) -> None:
    tidy(axes, grid="x")
    profit = [tier.profit for tier in tiers]
    colours = [BLUE if amount >= 0.0 else VERMILLION for amount in profit]
    axes.barh(range(len(tiers)), profit, color=colours, height=0.6)
    axes.axvline(0.0, color=INK, linewidth=1.0)
    axes.set_yticks(range(len(tiers)), [tier.label for tier in tiers])
    axes.set_ylim(len(tiers) - 0.5, -0.5)
    axes.xaxis.set_major_formatter(written(compact))
    axes.locator_params(axis="x", nbins=5)
    heading(axes, "what each tier brings")
    label(axes, x=f"profit ({currency})")
