"""Who comes first, and how far the money goes: what strategies that choose whom to treat have in common."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.strategies.actions import Actions, FirmLevers
from hooper.strategies.budget import affordable
from hooper.strategies.observed_view import ObservedView

Rows = NDArray[np.int64]
_NO_LEVERS = FirmLevers()


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


def first_paid(actions: Actions, money: float) -> Actions:
    """Return the first actions that an amount of money pays."""
    return actions.at(slice(affordable(actions.costs, money)))


def one_after_another(*parts: Actions, firm: FirmLevers = _NO_LEVERS) -> Actions:
    """Return the actions of all parts, the first part first, with levers of the firm."""

    def together(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(part, name) for part in parts])

    return Actions(together("rows"), together("levers"), together("strengths"), together("costs"), firm)
