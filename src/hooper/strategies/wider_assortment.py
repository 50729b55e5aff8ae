"""Wider assortment: fewer customers leave because they do not find what they want."""

from typing import ClassVar

from hooper.foundation.settings import Probability, Settings
from hooper.strategies.actions import Actions, FirmLevers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class WiderAssortment(Settings):
    """Carries more to choose from, with a `strength` at most, as far as the budget pays."""

    name: ClassVar[str] = "wider_assortment"
    source: ClassVar[str] = "the leaky-bucket principle: a poor selection is one of its holes"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    strength: Probability = 1.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the programme at the strength that can be paid until the next review."""
        strength = budget.strength_until_next_review("assortment", self.strength)
        return Actions(firm=FirmLevers(assortment=strength))
