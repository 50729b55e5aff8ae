"""How likely a fitted model held what came after the cut: what proper scores of a forecast are made of."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value.customer_columns import CustomerParameters
from hooper.lifetime_value.model_kinds import PurchaseModel
from hooper.lifetime_value.purchase_counts import purchase_count_probabilities

Floats = NDArray[np.float64]

_BLOCK = 8192  # customers whose probabilities are held in memory at once


class HoldoutProbabilities(NamedTuple):
    """Foretold probabilities, shape `(n,)` each: of as many purchases as there were, and of any at all."""

    of_actual: Floats
    of_any: Floats


def holdout_probabilities(
    model: PurchaseModel,
    parameters: CustomerParameters,
    summary: CustomerSummary,
    horizon: float,
    actual: NDArray[np.int64],
) -> HoldoutProbabilities:
    """Return how likely the `actual` purchases within `horizon` after the cut, shape `(n,)`, were held to be.

    The horizon is in units of the summary's time. Parameters are floats or arrays of shape `(n,)`.
    """
    foretold = HoldoutProbabilities(np.empty(actual.size), np.empty(actual.size))
    order = np.argsort(actual, kind="stable")  # so that few blocks need the probabilities of large numbers
    for start in range(0, order.size, _BLOCK):
        rows = order[start : start + _BLOCK]
        made = actual[rows]
        of_rows = {name: _taken(value, rows) for name, value in parameters.items()}
        chances = purchase_count_probabilities(model, of_rows, summary.take(rows), horizon, int(made[-1]))
        foretold.of_actual[rows] = chances[np.arange(rows.size), made]
        foretold.of_any[rows] = 1.0 - chances[:, 0]
    return foretold


def _taken(value: Any, rows: NDArray[np.int64]) -> Any:  # noqa: ANN401  # a number, or an array of them
    return value if np.ndim(value) == 0 else np.asarray(value)[rows]
