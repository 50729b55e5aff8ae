"""Recovery excellence: people at the desk may decide, and make more failures good in less time."""

from typing import ClassVar

from hooper.foundation.settings import Probability, Settings
from hooper.strategies.actions import Actions, FirmLevers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class RecoveryExcellence(Settings):
    """Lets the desk make good what went wrong, with a `strength` at most, as far as the budget pays."""

    name: ClassVar[str] = "recovery_excellence"
    source: ClassVar[str] = "Smith, Bolton and Wagner (1999); Tax and Brown (1998) for staff who may decide"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    strength: Probability = 1.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the programme at the strength that can be paid until the next review."""
        strength = budget.strength_until_next_review("recovery", self.strength)
        return Actions(firm=FirmLevers(recovery=strength))
