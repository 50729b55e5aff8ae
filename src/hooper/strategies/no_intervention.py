"""No intervention: the firm goes on as before; what every other strategy is compared with."""

from typing import ClassVar

from hooper.foundation.settings import Settings
from hooper.strategies.actions import Actions
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class NoIntervention(Settings):
    """Does nothing and spends nothing."""

    name: ClassVar[str] = "no_intervention"
    source: ClassVar[str] = "the counterfactual"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return no action."""
        return Actions()
