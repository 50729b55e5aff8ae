"""The review at which a strategy decides, and the levers of the firm that stay in force after it."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from hooper.strategies.actions import Actions, FirmLevers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView
from hooper.strategies.strategy import Strategy


@dataclass
class StrategyReview:
    """Asks a strategy for actions, pays for them in order, and remembers the firm's levers.

    Actions are charged by the price list of the world; the strategy sees a copy of the budget.

    The firm's levers are charged as their costs fall due; while nothing is left they are out of force.
    """

    strategy: Strategy
    budget: Budget
    grant_per_review: float
    levers: FirmLevers = field(default_factory=FirmLevers)

    def review(self, view: ObservedView, draws: Draws) -> Actions:
        """Grant the budget of this review and return the actions that were paid for."""
        self.budget.grant(self.grant_per_review)
        wanted = self.strategy.decide(view, replace(self.budget), draws)
        self.levers = wanted.firm
        costs = self.budget.prices.costs_of(wanted.levers, wanted.strengths)
        count = self.budget.affordable(costs)
        self.budget.charge(float(costs[:count].sum()))
        self.budget.refuse(float(costs[count:].sum()))
        return Actions(
            wanted.rows[:count],
            wanted.levers[:count],
            wanted.strengths[:count],
            costs[:count],
            wanted.firm,
        )

    def state(self) -> NDArray[np.float64]:
        """Return the budget's totals and the levers in force, shape `(5,)`."""
        budget, levers = self.budget, self.levers
        return np.array(
            [budget.granted, budget.spent, budget.refused, levers.discount, float(levers.extra_agents)]
        )

    def restore(self, state: NDArray[np.float64]) -> None:
        """Take up what `state` returned."""
        self.budget.granted, self.budget.spent, self.budget.refused, discount, agents = state.tolist()
        self.levers = FirmLevers(discount, int(agents))

    def in_force(self) -> FirmLevers:
        """Return the firm's levers, or none while the budget is used up."""
        return self.levers if self.budget.left > 0.0 else FirmLevers()
