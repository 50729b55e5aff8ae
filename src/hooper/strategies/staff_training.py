"""Staff training: people who know what they do make fewer mistakes, and are better company."""

from typing import ClassVar

from hooper.foundation.settings import Probability, Settings
from hooper.strategies.actions import Actions, FirmLevers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class StaffTraining(Settings):
    """Trains the staff, at most with a `strength`, as far as the budget pays until the next review."""

    name: ClassVar[str] = "staff_training"
    source: ClassVar[str] = (
        "Heskett et al. (1994), the service-profit chain; untrained staff is a hole of the bucket"
    )
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    strength: Probability = 1.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the programme at the strength that can be paid until the next review."""
        strength = budget.strength_until_next_review("training", self.strength)
        return Actions(firm=FirmLevers(training=strength))
