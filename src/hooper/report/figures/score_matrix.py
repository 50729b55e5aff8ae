"""The matrix of estimators and worlds: money lost, order, bias, and how often intervals hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hooper.comparison.value_score import ScoredValues, ValueScore
from hooper.report.figures.canvas import SMALL, WIDE_INCHES, heading, plain, tidy, wrapped
from hooper.report.figures.palette import GRID, INK, MUTED, PAPER

_LINE_INCHES = 0.27
_EDGE = 0.5
_CHARACTERS_PER_INCH = 9.0


@dataclass(frozen=True)
class _Measure:
    """A score in a panel of its own: how it is read and written, and which colours stand for which values."""

    title: str
    read: Callable[[ScoredValues], float | None]
    write: Callable[[float], str]
    colours: str
    lowest: float
    highest: float


_MEASURES: Final = (
    _Measure(
        "money lost by targeting, % of what the truth would gain",
        lambda scores: scores.targeting.regret_share,
        lambda value: f"{100.0 * value:.0f}",
        "Oranges",
        0.0,
        0.4,
    ),
    _Measure(
        "rank correlation with the true expected value",
        lambda scores: scores.card.rank_correlation,
        lambda value: f"{value:.2f}".replace("0.", "."),
        "Blues",
        0.0,
        1.0,
    ),
    _Measure(
        "bias of the total, %",
        lambda scores: scores.card.relative_bias_of_total,
        lambda value: f"{100.0 * value:+.0f}".replace("-", "\N{MINUS SIGN}"),
        "PuOr_r",
        -1.0,
        1.0,
    ),
    _Measure(
        "customers whose life lies in the 90 % interval, %",
        lambda scores: scores.coverage.coverage if scores.coverage else None,
        lambda value: f"{100.0 * value:.0f}",
        "PuOr",
        0.7,
        1.1,
    ),
)


def score_matrix(scores: Sequence[ValueScore], width_inches: float = WIDE_INCHES) -> Figure:
    """Draw a row an estimator and a column a world, once for each of four scores.

    What does not apply is a dot and what failed a cross; a line parts the kinds of worlds.
    """
    worlds = list(dict.fromkeys(score.world for score in scores))
    estimators = list(dict.fromkeys(score.estimator for score in scores))
    by_place = {(score.estimator, score.world): score for score in scores}
    height = _LINE_INCHES * (len(estimators) + 1.4) * len(_MEASURES) + 1.0
    figure = Figure((width_inches, height), facecolor=PAPER, layout="constrained")
    panels = figure.subplots(len(_MEASURES), 1, sharex=True)
    kinds = [next(score.kind for score in scores if score.world == world) for world in worlds]
    for axes, measure in zip(panels, _MEASURES, strict=True):
        for column in np.flatnonzero([before != after for before, after in pairwise(kinds)]):
            axes.axvline(column + 1.0 - _EDGE, color=MUTED, linewidth=1.6)
        heading(axes, wrapped(measure.title, round(_CHARACTERS_PER_INCH * width_inches)))
        _panel(axes, measure, [[by_place.get((name, world)) for world in worlds] for name in estimators])
        axes.set_yticks(range(len(estimators)), [plain(name) for name in estimators])
    panels[-1].set_xticks(range(len(worlds)), [plain(world) for world in worlds], rotation=40, ha="right")
    return figure


def _panel(axes: Axes, measure: _Measure, grid: Sequence[Sequence[ValueScore | None]]) -> None:
    tidy(axes)
    axes.grid(False)
    values = np.array([[_value(score, measure) for score in row] for row in grid])
    shades = Normalize(measure.lowest, measure.highest, clip=True)
    image = axes.imshow(np.ma.masked_invalid(values), cmap=measure.colours, norm=shades, aspect="auto")
    for (row, column), value in np.ndenumerate(values):
        text = measure.write(value) if np.isfinite(value) else _sign(grid[row][column])
        colour = _ink_on(np.array(image.cmap(shades(value)))) if np.isfinite(value) else MUTED
        axes.annotate(text, (column, row), ha="center", va="center", fontsize=SMALL - 1.0, color=colour)
    axes.set_xticks(np.arange(values.shape[1] + 1) - _EDGE, minor=True)
    axes.set_yticks(np.arange(values.shape[0] + 1) - _EDGE, minor=True)
    axes.grid(True, which="minor", color=GRID, linewidth=0.8)
    axes.tick_params(which="both", length=0)
    axes.spines[:].set_visible(False)


def _value(score: ValueScore | None, measure: _Measure) -> float:
    value = measure.read(score.scores) if score and score.scores else None
    return np.nan if value is None else value


def _sign(score: ValueScore | None) -> str:
    return "\N{MULTIPLICATION SIGN}" if score and score.status == "failed" else "\N{MIDDLE DOT}"


def _ink_on(colour: NDArray[np.float64]) -> str:
    """Return a colour of numbers that is readable on another: by its luminance."""
    return PAPER if float(colour[:3] @ (0.299, 0.587, 0.114)) < 0.5 else INK
