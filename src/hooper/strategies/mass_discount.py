"""Mass discount: every order of every customer gets the same discount, as deep as the budget carries."""

from typing import Annotated, ClassVar

from pydantic import Field

from hooper.foundation.settings import Settings
from hooper.strategies.actions import Actions, FirmLevers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class MassDiscount(Settings):
    """Spreads the budget over the revenue of the last period between reviews, up to `deepest` off."""

    name: ClassVar[str] = "mass_discount"
    source: ClassVar[str] = "mass marketing, the oldest of the marketing regimes"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    deepest: Annotated[float, Field(ge=0, lt=1)] = 0.20

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return a discount that would spend what is left on the revenue seen since the last review."""
        if view.revenue_since_last_review <= 0.0:
            return Actions()
        discount = min(self.deepest, budget.left / view.revenue_since_last_review)
        return Actions(firm=FirmLevers(discount=discount))
