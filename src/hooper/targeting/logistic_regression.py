"""Logistic regression: the chance of an outcome as the logistic function of a weighted sum of signs.

    P(came | x) = 1 / (1 + exp(-(a + b_1 x_1 + ... + b_p x_p)))

by maximum likelihood. Source: Cox (1958), Journal of the Royal Statistical Society B 20(2); with a row a
customer and month it is the discrete-time hazard, Allison (1982), Sociological Methodology 13. The search is
that of the lifetime-value models, by Newton steps over signs with mean 0 and standard deviation 1. Sums go
over the rows in their order, in float64, so that the number of processors does not change them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.lifetime_value.coordinates import REACH
from hooper.lifetime_value.maximum_likelihood import climb
from hooper.lifetime_value.verdict import Place, Status, covariance, judge

Floats = NDArray[np.float64]
Columns = Mapping[str, NDArray[np.floating]]

CONSTANT = "constant"
_LEVEL = 1e-6  # standard deviation, as a share of the largest size, below which a sign says nothing


@dataclass(frozen=True)
class LogisticFit:
    """Weights by sign, that of the constant too, with their standard errors, in units of the signs.

    `left_out` are signs that never differ. `status` and `reason` are those of all fits
    (`hooper.lifetime_value.fit.Fit`).
    """

    weights: dict[str, float]
    standard_errors: dict[str, float]
    left_out: tuple[str, ...]
    log_likelihood: float
    n_rows: int
    status: Status
    reason: str

    def probability(self, signs: Columns, n_rows: int) -> Floats:
        """Return the probability of the outcome, shape `(n_rows,)`; nan where the fit failed."""
        score = np.full(n_rows, self.weights[CONSTANT])
        for name, weight in self.weights.items():
            if name != CONSTANT:
                score += weight * signs[name]
        return _logistic(score)


def fit_logistic(signs: Columns, came: NDArray[np.bool_]) -> LogisticFit:
    """Fit the chance of `came`, shape `(n,)`, to signs of that shape; what cannot be fitted is a status.

    >>> signs = {"is_late": np.array([0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0])}
    >>> came = np.array([True, False, False, False, True, True, True, False])
    >>> fit = fit_logistic(signs, came)
    >>> fit.status, round(fit.weights["is_late"], 4), fit.probability(signs, 8).round(2).tolist()[3:5]
    ('ok', 2.1972, [0.25, 0.75])
    """
    if not came.any() or came.all():
        return _no_fit(tuple(signs), came)
    spread = {name: (float(values.mean(dtype=np.float64)), _spread(values)) for name, values in signs.items()}
    telling = {name: at for name, at in spread.items() if at[1] > 0.0}
    left_out = tuple(name for name in signs if name not in telling)
    names = (CONSTANT, *telling)
    design = _design(signs, telling, came.size)

    def surface(point: Floats) -> Place:
        return Place(point, *_log_likelihood(point, design, came))

    begun = np.zeros((1, len(names)))
    top = climb(surface, begun[0])
    edge = np.full(len(names), REACH)
    status, reason = judge(top, (-edge, edge), begun, names)
    weights, errors = _in_units(top, np.array(list(telling.values())))
    return LogisticFit(
        weights=dict(zip(names, weights.tolist(), strict=True)),
        standard_errors=dict(zip(names, errors.tolist(), strict=True)),
        left_out=left_out,
        log_likelihood=top.height,
        n_rows=came.size,
        status=status,
        reason=reason,
    )


def _design(signs: Columns, telling: Mapping[str, tuple[float, float]], n_rows: int) -> NDArray[np.float32]:
    """Return a column of ones, and signs less the first of `telling`, by the second."""
    design = np.ones((n_rows, 1 + len(telling)), np.float32)
    for column, (name, (centre, scale)) in enumerate(telling.items(), start=1):
        design[:, column] = (signs[name] - centre) / scale
    return design


def _no_fit(signs: tuple[str, ...], came: NDArray[np.bool_]) -> LogisticFit:
    """Return the failed fit where there is nothing that could differ between outcomes."""
    what = f"the outcome is {came[0]} in all {came.size} rows" if came.size else "no row has an outcome"
    nothing = dict.fromkeys((CONSTANT, *signs), np.nan)
    return LogisticFit(nothing, dict(nothing), (), np.nan, came.size, "failed", what)


def _in_units(top: Place, spread: Floats) -> tuple[Floats, Floats]:
    """Return weights and their errors for the signs as they came; `spread` has mean and deviation of each."""
    centre, scale = spread.reshape(-1, 2).T
    to_units = np.diag(np.append(1.0, 1.0 / scale))
    to_units[0, 1:] = -centre / scale
    errors = np.sqrt(np.diag(to_units @ covariance(top.curvature) @ to_units.T))
    return to_units @ top.point, errors


def _spread(values: NDArray[np.floating]) -> float:
    """Return the standard deviation, 0 for values that are alike but for rounding."""
    deviation = float(values.std(dtype=np.float64))
    return deviation if deviation > _LEVEL * float(np.abs(values).max(initial=0.0)) else 0.0


def _logistic(score: Floats) -> Floats:
    with np.errstate(over="ignore"):  # the exponential of a large number is infinite, and one by it 0
        return 1.0 / (1.0 + np.exp(-score))


@compiled
def _log_likelihood(
    point: Floats, design: NDArray[np.float32], came: NDArray[np.bool_]
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient `(p,)` and its curvature (minus the Hessian), `(p, p)`."""
    signs = point.size
    height, slope, curvature = 0.0, np.zeros(signs), np.zeros((signs, signs))
    row = np.empty(signs)
    for i in range(came.size):
        score = 0.0
        for j in range(signs):
            row[j] = design[i, j]
            score += point[j] * row[j]
        small = np.exp(-abs(score))
        chance = 1.0 / (1.0 + small) if score >= 0.0 else small / (1.0 + small)
        height += (score if came[i] else 0.0) - max(score, 0.0) - np.log1p(small)
        beyond = (1.0 if came[i] else 0.0) - chance
        weight = chance * (1.0 - chance)
        for j in range(signs):
            slope[j] += beyond * row[j]
            weighted = weight * row[j]
            for k in range(j + 1):
                curvature[j, k] += weighted * row[k]
    for j in range(signs):
        for k in range(j):
            curvature[k, j] = curvature[j, k]
    return height, slope, curvature
