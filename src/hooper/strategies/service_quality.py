"""Service quality: what the firm does is done better, and goes wrong less often."""

from typing import ClassVar

from hooper.foundation.settings import Probability, Settings
from hooper.strategies.actions import Actions, FirmLevers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class ServiceQuality(Settings):
    """Runs a programme of quality, with a `strength` at most, as far as the budget pays."""

    name: ClassVar[str] = "service_quality"
    source: ClassVar[str] = "Rust, Zahorik and Keiningham (1995), Return on quality"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    strength: Probability = 1.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the programme at the strength that can be paid until the next review."""
        strength = budget.strength_until_next_review("quality", self.strength)
        return Actions(firm=FirmLevers(quality=strength))
