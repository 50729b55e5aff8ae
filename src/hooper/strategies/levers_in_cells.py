"""Cells of customers by stage, value and membership, and which levers fit whom."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.segmentation.halves import halves
from hooper.segmentation.stage_vocabularies import DECLINE, GONE, STAGES
from hooper.segmentation.stages_by_silence import StageSettings, stage_of
from hooper.strategies.actions import ENROLMENT, OFFER, WIN_BACK_BUNDLE, WIN_BACK_DISCOUNT, Actions
from hooper.strategies.budget import Budget
from hooper.strategies.observed_view import ObservedView

Floats = NDArray[np.float64]
Cells = NDArray[np.int64]

# Arm 0 are those to whom nothing is done.
LEVERS: Final = np.array([OFFER, ENROLMENT, WIN_BACK_BUNDLE])
N_ARMS: Final = 1 + LEVERS.size
N_CELLS: Final = 4 * len(STAGES)
_ENROLMENT_ARM, _WIN_BACK_ARM = 2, 3
_FREE: Final = 1e-9


def _possible() -> NDArray[np.bool_]:
    """Return which arm makes sense in which cell, shape `(N_CELLS, N_ARMS)`."""
    stage, rest = np.divmod(np.arange(N_CELLS), 4)
    is_member = rest % 2 == 1
    return np.column_stack((stage >= 0, stage != GONE, ~is_member & (stage != GONE), stage >= DECLINE))


POSSIBLE: Final = _possible()


def cells_of(view: ObservedView, value: Floats, settings: StageSettings) -> Cells:
    """Return the cell of each customer, `(n,)`: whose contract has ended is gone, a value nan is low."""
    stage = np.where(np.isnan(view.ended_days), stage_of(view.summary, settings), GONE)
    return 4 * stage + 2 * halves(value).is_high + (view.enrolled > 0.0)


def prices_of(budget: Budget) -> Floats:
    """Return the price of each arm, shape `(N_ARMS,)`."""
    prices = budget.prices
    return np.array([0.0, prices.offer, prices.enrolment, prices.win_back_contact])


def given_since(budget: Budget, arm: Cells, enrolled: Floats, spent: Floats) -> Floats:
    """Return the rewards on what each has spent since, and the gift of a letter that was taken up, `(n,)`."""
    is_member = (enrolled > 0.0) | (arm == _ENROLMENT_ARM)
    gift = budget.prices.win_back_gifts[WIN_BACK_BUNDLE - WIN_BACK_DISCOUNT]
    return budget.prices.reward_rate * spent * is_member + gift * ((arm == _WIN_BACK_ARM) & (spent > 0.0))


def arms_by_lot(cell: Cells, lot: Floats) -> Cells:
    """Return one of the levers that fit the cell for each lot, all with the same chance, shape `(n,)`.

    >>> arms_by_lot(np.array([4, 4, 4]), np.array([0.1, 0.6, 0.9])).tolist()
    [1, 2, 2]
    """
    levers = POSSIBLE[cell, 1:]
    wanted = 1 + np.floor(lot * levers.sum(axis=1))
    return 1 + (levers.cumsum(axis=1) >= wanted[:, np.newaxis]).argmax(axis=1)


def best_arms(gain: Floats, cost: Floats) -> tuple[Cells, Floats]:
    """Return the arm of each cell that gains most for a unit of money, and how much, shape `(N_CELLS,)`.

    `gain`, nan where it is not known, and `cost` have the shape `(N_CELLS, N_ARMS)`. Arm 0 gains nothing.
    """
    per_money = np.where(POSSIBLE, np.nan_to_num(gain, nan=-np.inf), -np.inf) / np.maximum(cost, _FREE)
    per_money[:, 0] = 0.0
    return per_money.argmax(axis=1), per_money.max(axis=1)


def actions_of(rows: NDArray[np.int64], arms: Cells, prices: Floats) -> Actions:
    """Return the levers of arms from 1 on for customers in rows, of the same shape."""
    return Actions(rows, LEVERS[arms - 1], np.ones(rows.size), prices[arms])
