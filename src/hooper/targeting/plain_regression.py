"""Plain regressions that anybody can check: least squares, and for outcomes of 0 and 1 the logistic curve.

Features are standardised, so that units do not matter, and a slope is held by a ridge so small that it
decides only where the data do not, as for a feature that is the same for all. Sums are taken column by column
in one order, so that no library of linear algebra can change their last bits with its threads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from hooper.targeting.effect_fit import Floats

Forecast = Callable[[Floats], Floats]

_RIDGE: Final = 1e-6
_MOST_STEPS: Final = 50
_CLOSE: Final = 1e-9
# A chance this close to 0 or 1 is as good as certain: beyond it weights vanish and steps leap.
_CERTAIN: Final = 30.0


@dataclass(frozen=True)
class _Scale:
    mean: Floats
    sd: Floats

    def design(self, features: Floats) -> Floats:
        """Return the standardised features with a column of ones before them."""
        return np.column_stack((np.ones(len(features)), (features - self.mean) / self.sd))


def plain_regression(features: Floats, outcome: Floats) -> Forecast:
    """Return a function from features, shape `(m, n_features)`, to the mean outcome, shape `(m,)`.

    >>> line = plain_regression(np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 3.0, 5.0]))
    >>> line(np.array([[3.0]])).round(3).tolist()
    [7.0]
    """
    sd = features.std(axis=0)
    scale = _Scale(features.mean(axis=0), np.where(sd > 0.0, sd, 1.0))
    design = scale.design(features)
    if np.isin(outcome, (0.0, 1.0)).all():
        slopes = _logistic(design, outcome)
        return lambda others: _chance(_times(scale.design(others), slopes))
    slopes = _solved(design, np.ones(len(design)), outcome)
    return lambda others: _times(scale.design(others), slopes)


def _logistic(design: Floats, outcome: Floats) -> Floats:
    """Return the slopes of largest likelihood, by Newton steps as weighted least squares."""
    slopes = np.zeros(design.shape[1])
    for _ in range(_MOST_STEPS):
        score = np.clip(_times(design, slopes), -_CERTAIN, _CERTAIN)
        chance = _chance(score)
        weight = np.maximum(chance * (1.0 - chance), 1e-12)
        next_slopes = _solved(design, weight, score + (outcome - chance) / weight)
        moved = float(np.abs(next_slopes - slopes).max())
        slopes = next_slopes
        if moved < _CLOSE:
            break
    return slopes


def _solved(design: Floats, weight: Floats, outcome: Floats) -> Floats:
    columns = design.shape[1]
    moments = np.empty((columns, columns))
    for column in range(columns):
        weighted = design[:, column] * weight
        moments[column] = (design * weighted[:, np.newaxis]).sum(axis=0)
    ridge = np.full(columns, _RIDGE * weight.sum())
    ridge[0] = 0.0
    return np.linalg.solve(moments + np.diag(ridge), (design * (weight * outcome)[:, np.newaxis]).sum(axis=0))


def _times(design: Floats, slopes: Floats) -> Floats:
    return (design * slopes).sum(axis=1)


def _chance(score: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-np.clip(score, -_CERTAIN, _CERTAIN)))
