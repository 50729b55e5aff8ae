"""An estimator of customer value against the truth that only a simulator knows, customer by customer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.rank_scores import score_ranks
from hooper.foundation.errors import Fault, InputError


@dataclass(frozen=True)
class Scorecard:
    """How well estimates hit the truth; None is "not computable", as ranks of a constant are not.

    `bias` is the mean error, `relative_bias_of_total` the error of the sum over the true sum;
    `bias`, `mean_absolute_error` and `root_mean_squared_error` carry the unit of what was estimated.
    `gini` orders the customers by the estimate, `best_gini` by the truth itself; `true_value_in_top`
    is the share of true value held by the customers estimated best (a fifth by default), which an
    omniscient firm would raise to `best_value_in_top`.
    """

    customers: int
    bias: float
    relative_bias_of_total: float | None
    mean_absolute_error: float
    root_mean_squared_error: float
    rank_correlation: float | None
    gini: float | None
    best_gini: float | None
    true_value_in_top: float | None
    best_value_in_top: float | None


@dataclass(frozen=True)
class IntervalCoverage:
    """How often intervals held the realised value, and how wide they were on average."""

    customers: int
    coverage: float
    below: float
    above: float
    mean_width: float


def score_estimates(
    estimated: NDArray[np.float64], expected: NDArray[np.float64], top: float = 0.2
) -> Scorecard:
    """Score estimates against expected values, both of shape `(n_customers,)` in the same order.

    Errors and ranks belong to the expected value of a customer's future; the realised one adds luck
    that no estimator can know. Raises InputError if the arrays differ in shape, are empty, or hold
    anything that is not finite.

    >>> card = score_estimates(np.array([1.0, 2.0, 6.0]), np.array([2.0, 3.0, 4.0]))
    >>> card.bias, card.rank_correlation, round(card.root_mean_squared_error, 3)
    (0.0, 1.0, 1.414)
    """
    _require_alike({"estimated": estimated, "expected": expected})
    error = estimated - expected
    total = float(expected.sum())
    ranks = score_ranks(estimated, expected, top)
    return Scorecard(
        customers=error.size,
        bias=float(error.mean()),
        relative_bias_of_total=float(error.sum()) / total if total else None,
        mean_absolute_error=float(np.abs(error).mean()),
        root_mean_squared_error=float(np.sqrt(np.square(error).mean())),
        rank_correlation=ranks.rank_correlation,
        gini=ranks.gini,
        best_gini=ranks.best_gini,
        true_value_in_top=ranks.share_in_top,
        best_value_in_top=ranks.best_share_in_top,
    )


def cover_intervals(
    low: NDArray[np.float64], high: NDArray[np.float64], realised: NDArray[np.float64]
) -> IntervalCoverage:
    """Count how often `low <= realised <= high`; all three of shape `(n_customers,)`.

    Intervals of an individual future are scored against the life that was lived, not its expectation.
    Raises InputError as `score_estimates` does.

    >>> cover_intervals(np.array([0.0, 0.0]), np.array([1.0, 3.0]), np.array([0.5, 4.0])).coverage
    0.5
    """
    _require_alike({"low": low, "high": high, "realised": realised})
    return IntervalCoverage(
        customers=realised.size,
        coverage=float(np.mean((low <= realised) & (realised <= high))),
        below=float(np.mean(realised < low)),
        above=float(np.mean(realised > high)),
        mean_width=float(np.mean(high - low)),
    )


def _require_alike(arrays: dict[str, NDArray[np.float64]]) -> None:
    faults = [
        Fault(name, "holds values that are not finite", "leave those customers out of all arrays, and say so")
        for name, array in arrays.items()
        if not np.isfinite(array).all()
    ]
    shapes = {name: array.shape for name, array in arrays.items()}
    if len(set(shapes.values())) > 1 or any(len(shape) != 1 or shape[0] == 0 for shape in shapes.values()):
        wanted = "hand in one value a customer, at least one customer, the same customers in each"
        faults.append(Fault(", ".join(arrays), f"have shapes {shapes}", wanted))
    if faults:
        raise InputError(faults)
