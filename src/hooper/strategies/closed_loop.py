"""Closed loop: identify, differentiate, interact, customise; and at each review learn from the last one.

At each review the known customers are divided anew into cells, by stage, expected value and membership, and
BG/NBD and Gamma-Gamma are fitted anew. What a lever gains in a cell is learned from the firm's own rounds:
what those treated have brought since, against some who are held out for good,

    brought = margin * spend since the last review + expected value now - expected value then - gifts since.

In each cell that lever is pulled that gains most above its price, cells in the order of the gain for each
unit of money, and customers of a cell by lot, so that the next round can be learned from too. A small share
of everybody is tried with a lever by lot: nothing is known at the first review, and little of what was
never done.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import NonNegative, Positive, Probability, Settings, assumed
from hooper.segmentation.stages_by_silence import StageSettings
from hooper.strategies.actions import Actions
from hooper.strategies.arms_by_cell import ArmsByCell
from hooper.strategies.best_first import best_first, first_paid, one_after_another
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.levers_in_cells import (
    LEVERS,
    N_ARMS,
    N_CELLS,
    actions_of,
    arms_by_lot,
    best_arms,
    cells_of,
    given_since,
    prices_of,
    worth_of_cells,
)
from hooper.strategies.observed_view import ObservedView

Floats = NDArray[np.float64]
Cells = NDArray[np.int64]

_NOT_COUNTED: Final = -1


class ClosedLoop(Settings):
    """Gives each cell of customers the lever that has gained most in it, and goes on learning.

    `held_out_share` of the customers are never treated. `pilot_share` of the budget is spent on trials at
    the first review, `trial_share` at later ones. A lever that costs money later, in rewards and gifts, has
    that set aside. It costs contacts, gifts, cards and rewards. It sees purchases, spend and members, and
    remembers sums by cell and lever, and of everybody known at the last review the cell, what was done, the
    spend and the expected value. Where a fit fails values are left out.
    """

    name: ClassVar[str] = "closed_loop"
    source: ClassVar[str] = "Peppers, Rogers and Dorf (1999), Is your company ready for one-to-one marketing?"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = True

    margin: Probability = assumed(0.3, low=0.05, high=0.8, source="assumed: gross margins of retailers")
    horizon_weeks: Positive = 52.0
    held_out_share: Probability = 0.1
    pilot_share: Probability = 1.0
    trial_share: Probability = 0.1
    customers_to_believe: NonNegative = assumed(
        200.0, low=50.0, high=1000.0, source="assumed: as many weigh as much as what all cells have shown"
    )
    stages: StageSettings = StageSettings()

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return trials by lot, then in each cell the lever that pays best, as far as the money goes."""
        free = ~self._held_out(view, draws)
        trial = self._trial(view, budget, draws, np.flatnonzero(free))
        free[trial.rows] = False
        money = budget.left - float(trial.costs.sum())
        chosen = self._best(view, budget, draws, np.flatnonzero(free), money)
        return first_paid(one_after_another(trial, chosen), budget.left)

    def remember(
        self, view: ObservedView, done: Actions, budget: Budget, draws: Draws
    ) -> Mapping[str, NDArray[Any]]:
        """Return the sums so far, and what the next review needs to see what came of this one."""
        arm = np.where(self._held_out(view, draws), 0, _NOT_COUNTED)
        arm[done.rows] = 1 + np.searchsorted(LEVERS, done.levers)
        return {
            "sums": self._learned(view, budget).sums,
            "cell": self._cells(view, budget),
            "arm": arm,
            "spend": view.summary.total_spend,
            "value": self._value(view, budget),
        }

    def _held_out(self, view: ObservedView, draws: Draws) -> NDArray[np.bool_]:
        return draws.for_good(view.summary.customer_id) < self.held_out_share

    def _value(self, view: ObservedView, budget: Budget) -> Floats:
        """Return what each is expected to bring within the horizon, less the rewards of members, `(n,)`."""
        kept = self.margin - budget.prices.reward_rate * view.enrolled
        return kept * view.estimates.expected_revenue(self.horizon_weeks)

    def _cells(self, view: ObservedView, budget: Budget) -> Cells:
        return cells_of(view, self._value(view, budget), self.stages)

    def _trial(self, view: ObservedView, budget: Budget, draws: Draws, free: NDArray[np.int64]) -> Actions:
        """Return levers by lot for some of the customers in the rows that are free, whom lots choose, too."""
        ids = view.summary.customer_id
        rows = free[np.argsort(draws.uniforms(ids[free]))]
        arms = arms_by_lot(self._cells(view, budget)[rows], draws.trials(ids[rows]))
        share = self.trial_share if view.memory else self.pilot_share
        return first_paid(actions_of(rows, arms, prices_of(budget)), share * budget.left)

    def _best(
        self, view: ObservedView, budget: Budget, draws: Draws, free: NDArray[np.int64], money: float
    ) -> Actions:
        """Return what is best for customers in the rows that are free, as far as money pays all of it."""
        cell, learned, prices = self._cells(view, budget), self._learned(view, budget), prices_of(budget)
        worth = worth_of_cells(cell, self._value(view, budget))
        later = learned.given_later(self.customers_to_believe, worth)
        cost = prices + np.nan_to_num(later)
        net = learned.effect(self.customers_to_believe, worth) - prices
        arm, per_money = best_arms(net, cost, np.bincount(cell[free], minlength=N_CELLS), money)
        pays = free[arm[cell[free]] > 0]
        rows = best_first(pays, per_money[cell], draws.uniforms(view.summary.customer_id))
        arms = arm[cell[rows]]
        paid = slice(np.searchsorted(np.cumsum(cost[cell[rows], arms]), money, side="right"))
        return actions_of(rows[paid], arms[paid], prices)

    def _learned(self, view: ObservedView, budget: Budget) -> ArmsByCell:
        """Return what all rounds have shown up to now."""
        before = view.memory
        if not before:
            return ArmsByCell.nothing(N_CELLS, N_ARMS)
        known, arm = slice(0, before["arm"].size), before["arm"]
        spent = view.summary.total_spend[known] - before["spend"]
        given = given_since(budget, arm, spent)
        gained = np.nan_to_num(self._value(view, budget)[known] - before["value"])
        brought = self.margin * spent - given + gained
        return ArmsByCell.remembered(before["sums"]).after(before["cell"], arm, brought, given)
