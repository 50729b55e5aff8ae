"""Acquisition only: all money goes into new customers, and none into those there are."""

from typing import ClassVar

from hooper.foundation.settings import Settings
from hooper.strategies.actions import Actions, FirmLevers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class AcquisitionOnly(Settings):
    """Spends the budget evenly on more newcomers until the next review."""

    name: ClassVar[str] = "acquisition_only"
    source: ClassVar[str] = "Blattberg and Deighton (1996); the one end of their split"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return what is left for each period until the next review."""
        spend = budget.strength_until_next_review("acquisition", budget.left)
        return Actions(firm=FirmLevers(acquisition=spend))
