"""Who comes first: what strategies that choose whom to treat have in common."""

import numpy as np
from numpy.typing import NDArray

from hooper.strategies.observed_view import ObservedView

Rows = NDArray[np.int64]


def still_there(view: ObservedView) -> NDArray[np.bool_]:
    """Return who has not left as far as the firm can tell, `(n,)`: without contracts nobody is seen to."""
    return np.isnan(view.ended_days)


def best_first(rows: Rows, score: NDArray[np.float64], lot: NDArray[np.float64]) -> Rows:
    """Return rows from the highest score down, equals by lot; both have a value a customer, shape `(n,)`.

    >>> score, lot = np.array([1.0, 9.0, 5.0, 1.0]), np.array([0.7, 0.1, 0.2, 0.3])
    >>> best_first(np.array([0, 2, 3]), score, lot).tolist()
    [2, 3, 0]
    """
    return rows[np.lexsort((lot[rows], -score[rows]))]
