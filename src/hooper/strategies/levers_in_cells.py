"""Cells of customers by stage, value and membership, and which levers fit whom."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

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
# Of the customers, those who are expected to bring least: values are skewed, and the upper tiers are small.
_SHARES_BELOW: Final = (0.5, 0.75, 0.9)
_N_TIERS: Final = 1 + len(_SHARES_BELOW)
N_CELLS: Final = 2 * _N_TIERS * len(STAGES)
_ENROLMENT_ARM, _WIN_BACK_ARM = 2, 3
_FREE: Final = 1e-9
_CLOSE: Final = 1e-6


def _possible() -> NDArray[np.bool_]:
    """Return which arm makes sense in which cell, shape `(N_CELLS, N_ARMS)`."""
    stage, is_member = np.arange(N_CELLS) // (2 * _N_TIERS), np.arange(N_CELLS) % 2 == 1
    return np.column_stack((stage >= 0, stage != GONE, ~is_member & (stage != GONE), stage >= DECLINE))


POSSIBLE: Final = _possible()


def cells_of(view: ObservedView, value: Floats, settings: StageSettings) -> Cells:
    """Return the cell of each customer, `(n,)`: whose contract has ended is gone, a value nan is low."""
    stage = np.where(np.isnan(view.ended_days), stage_of(view.summary, settings), GONE)
    known = value[np.isfinite(value)]
    cuts = np.quantile(known, _SHARES_BELOW, method="inverted_cdf") if known.size else np.empty(0)
    tier = np.searchsorted(cuts, np.nan_to_num(value), side="left")
    return 2 * (_N_TIERS * stage + tier) + (view.enrolled > 0.0)


def worth_of_cells(cell: Cells, value: Floats) -> Floats:
    """Return the mean expected value of a customer of each cell, `(N_CELLS,)`, 0 for a cell without any."""
    customers = np.bincount(cell, minlength=N_CELLS)
    total = np.bincount(cell, np.maximum(np.nan_to_num(value), 0.0), N_CELLS)
    return total / np.maximum(customers, 1)


def prices_of(budget: Budget) -> Floats:
    """Return the price of each arm, shape `(N_ARMS,)`."""
    prices = budget.prices
    return np.array([0.0, prices.offer, prices.enrolment, prices.win_back_contact])


def given_since(budget: Budget, arm: Cells, spent: Floats) -> Floats:
    """Return what the lever of a round has cost since, `(n,)`: a new member's rewards, a gift taken up."""
    rewards = budget.prices.reward_rate * spent * (arm == _ENROLMENT_ARM)
    gift = budget.prices.win_back_gifts[WIN_BACK_BUNDLE - WIN_BACK_DISCOUNT]
    return rewards + gift * ((arm == _WIN_BACK_ARM) & (spent > 0.0))


def arms_by_lot(cell: Cells, lot: Floats) -> Cells:
    """Return one of the levers that fit the cell for each lot, all with the same chance, shape `(n,)`.

    >>> arms_by_lot(np.array([8, 8, 8]), np.array([0.1, 0.6, 0.9])).tolist()
    [1, 2, 2]
    """
    levers = POSSIBLE[cell, 1:]
    wanted = 1 + np.floor(lot * levers.sum(axis=1))
    return 1 + (levers.cumsum(axis=1) >= wanted[:, np.newaxis]).argmax(axis=1)


def best_arms(net: Floats, cost: Floats, customers: Cells, money: float) -> tuple[Cells, Floats]:
    """Return the arm of each cell, and what it gains for a unit of money, both `(N_CELLS,)`.

    `net` is what an arm gains above its price, nan where it is not known, and `cost` what it takes from the
    budget, `(N_CELLS, N_ARMS)`; `customers` counts those in a cell. In each cell that arm is best which gains
    most when money is charged at a shadow price: it is where too little is wanted just turns into too much,
    and of these two plans that is taken which gains more with the money.
    """
    gain = np.where(POSSIBLE, np.nan_to_num(net, nan=-np.inf), -np.inf)
    gain[:, 0] = 0.0
    per_money, cells = gain / np.maximum(cost, _FREE), np.arange(N_CELLS)
    cheap, dear = 0.0, float(per_money.max())
    too_much, too_little = gain.argmax(axis=1), np.zeros(N_CELLS, np.int64)
    if customers @ cost[cells, too_much] <= money:
        return too_much, per_money[cells, too_much]
    while dear - cheap > _CLOSE * dear:
        price = (cheap + dear) / 2.0
        arm = (gain - price * cost).argmax(axis=1)
        if customers @ cost[cells, arm] > money:
            cheap, too_much = price, arm
        else:
            dear, too_little = price, arm
    plans = (too_little, too_much)
    best = max(plans, key=lambda arm: _gained(gain[cells, arm], cost[cells, arm], customers, money))
    return best, per_money[cells, best]


def _gained(gain: Floats, cost: Floats, customers: Cells, money: float) -> float:
    """Return what a plan gains, cells in the order of gain for a unit of money; all `(n_cells,)`."""
    order = np.argsort(-gain / np.maximum(cost, _FREE), kind="stable")
    spent = np.minimum(np.cumsum((customers * cost)[order]), max(money, 0.0))
    reached = np.diff(spent, prepend=0.0) / np.maximum(cost[order], _FREE)
    return float(reached @ gain[order])


def actions_of(rows: NDArray[np.int64], arms: Cells, prices: Floats) -> Actions:
    """Return the levers of arms from 1 on for customers in rows, of the same shape."""
    return Actions(rows, LEVERS[arms - 1], np.ones(rows.size), prices[arms])
