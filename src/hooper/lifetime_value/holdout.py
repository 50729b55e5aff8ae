"""How well a model fitted up to a cut foretells the purchases after it."""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.history.observed import Observed
from hooper.history.purchases import merge_same_day


@dataclass(frozen=True)
class HoldoutScores:
    """Predicted against actual purchases of the same customers; errors in purchases a customer.

    `bias` is the mean of predicted minus actual, `correlation` that of Pearson (nan if either side
    is the same for everybody).
    """

    n_customers: int
    actual_total: float
    predicted_total: float
    mean_absolute_error: float
    root_mean_square_error: float
    bias: float
    correlation: float

    def as_dict(self) -> dict[str, float | None]:
        """Return the scores as plain JSON values, one that does not exist as None."""
        return {name: value if np.isfinite(value) else None for name, value in asdict(self).items()}


def holdout_purchases(
    summary: CustomerSummary, observed: Observed, until_days: float | None = None
) -> NDArray[np.int64]:
    """Count the purchases of each summarised customer after the cut, up to `until_days`, shape `(n,)`.

    Same-day purchases count once; `until_days` defaults to the end of the log.
    """
    until = observed.end_days if until_days is None else until_days
    later = merge_same_day(observed).after(summary.cut_days).up_to(until)
    position = np.searchsorted(summary.customer_id, later.customer_id)
    known = np.append(summary.customer_id, np.uint64(0))[position] == later.customer_id
    return np.bincount(position[known], minlength=summary.n_customers)[: summary.n_customers]


def score_holdout(predicted: NDArray[np.float64], actual: NDArray[np.int64]) -> HoldoutScores:
    """Compare predicted with actual purchases, both of shape `(n,)`, n at least 1.

    >>> scores = score_holdout(np.array([0.5, 1.5]), np.array([0, 2]))
    >>> scores.mean_absolute_error, scores.bias, round(scores.correlation, 6)
    (0.5, 0.0, 1.0)
    """
    error = predicted - actual
    varies = np.ptp(predicted) > 0.0 and np.ptp(actual) > 0
    return HoldoutScores(
        n_customers=actual.size,
        actual_total=float(actual.sum()),
        predicted_total=float(predicted.sum()),
        mean_absolute_error=float(np.abs(error).mean()),
        root_mean_square_error=float(np.sqrt((error**2).mean())),
        bias=float(error.mean()),
        correlation=float(np.corrcoef(predicted, actual)[0, 1]) if varies else float("nan"),
    )
