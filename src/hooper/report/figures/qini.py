"""Qini curves: what offers to those with the highest scores gain, against offers to anybody."""

from collections.abc import Mapping
from typing import Final, Protocol

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hooper.report.figures.canvas import (
    WIDE_INCHES,
    compact,
    label,
    legend_below,
    new_panels,
    per_cent,
    written,
)
from hooper.report.figures.palette import BASELINE_STYLE, INK, line_styles

# A curve of a hundred thousand customers has as many points, and a picture shows a few hundred.
_MOST_POINTS: Final = 400


class Curve(Protocol):
    """What is gained a customer if a share of all is treated, both `(m,)`, from 0 on."""

    @property
    def share(self) -> NDArray[np.float64]:
        """The shares, rising from 0 to 1."""
        ...

    @property
    def gain(self) -> NDArray[np.float64]:
        """The gain at each share."""
        ...


def qini(curves: Mapping[str, Curve], outcome: str, width_inches: float = WIDE_INCHES) -> Figure:
    """Draw a curve a score, and the straight line of offers by lot to which all of them come in the end.

    `outcome` names what is gained, with its unit.
    """
    figure, (axes,) = new_panels(width_inches, 3.6)
    axes.axhline(0.0, color=INK, linewidth=1.0)
    end = float(next(iter(curves.values())).gain[-1])
    colour, dash = BASELINE_STYLE
    (by_lot,) = axes.plot((0.0, 1.0), (0.0, end), color=colour, linestyle=dash, linewidth=1.4)
    styles, handles = line_styles(list(curves)), [by_lot]
    for name, curve in curves.items():
        kept = _kept(curve.share)
        colour, dash = styles[name]
        handles += axes.plot(curve.share[kept], curve.gain[kept], color=colour, linestyle=dash, linewidth=1.8)
    axes.set_xlim(0.0, 1.0)
    axes.margins(y=0.08)
    axes.xaxis.set_major_formatter(written(per_cent))
    axes.yaxis.set_major_formatter(written(compact))
    label(axes, x="share of customers, highest scores first", y=f"gain: {outcome}")
    legend_below(figure, handles, ["by lot", *curves], width_inches)
    return figure


def _kept(share: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the places of a few hundred points, evenly over the customers, the first and the last too."""
    return np.unique(np.searchsorted(share, np.linspace(0.0, 1.0, _MOST_POINTS)).clip(max=share.size - 1))
