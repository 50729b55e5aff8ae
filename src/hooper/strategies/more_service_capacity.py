"""More service capacity: the budget hires agents, so that waits shorten and failures are made good."""

from typing import ClassVar

from hooper.foundation.settings import PositiveCount, Settings
from hooper.strategies.actions import Actions, FirmLevers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class MoreServiceCapacity(Settings):
    """Hires up to `most_agents`, as many as the budget pays until the next review."""

    name: ClassVar[str] = "more_service_capacity"
    source: ClassVar[str] = "the leaky-bucket principle: poor service is its first hole"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    most_agents: PositiveCount = 2

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the number of agents that what is left can pay until the next review."""
        price = budget.prices.agent_per_period * budget.periods_to_next_review
        affordable = int(budget.left // price) if price > 0.0 else self.most_agents
        return Actions(firm=FirmLevers(extra_agents=min(self.most_agents, affordable)))
