"""The review at which a strategy decides, and the levers of the firm that stay in force after it."""

from dataclasses import dataclass, field

from hooper.strategies.actions import Actions, FirmLevers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView
from hooper.strategies.strategy import Strategy


@dataclass
class StrategyReview:
    """Asks a strategy for actions, pays for them in order, and remembers the firm's levers.

    The firm's levers are charged as their costs fall due; while nothing is left they are out of force.
    """

    strategy: Strategy
    budget: Budget
    grant_per_review: float
    levers: FirmLevers = field(default_factory=FirmLevers)

    def review(self, view: ObservedView, draws: Draws) -> Actions:
        """Grant the budget of this review and return the actions that were paid for."""
        self.budget.grant(self.grant_per_review)
        wanted = self.strategy.decide(view, self.budget, draws)
        self.levers = wanted.firm
        count = self.budget.affordable(wanted.costs)
        self.budget.charge(float(wanted.costs[:count].sum()))
        self.budget.refuse(float(wanted.costs[count:].sum()))
        return Actions(
            wanted.rows[:count],
            wanted.levers[:count],
            wanted.strengths[:count],
            wanted.costs[:count],
            wanted.firm,
        )

    def in_force(self) -> FirmLevers:
        """Return the firm's levers, or none while the budget is used up."""
        return self.levers if self.budget.left > 0.0 else FirmLevers()
