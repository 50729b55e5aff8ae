"""Premium pricing: the firm asks more of everybody, and sees who bears it."""

from typing import ClassVar

from hooper.foundation.settings import NonNegative, Settings
from hooper.strategies.actions import Actions, FirmLevers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class PremiumPricing(Settings):
    """Asks a share `premium` on top of the price, which costs the budget nothing."""

    name: ClassVar[str] = "premium_pricing"
    source: ClassVar[str] = "Chaudhuri and Holbrook (2001) for attitudes that bear a higher relative price"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    premium: NonNegative = 0.05

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the premium, whatever the budget."""
        return Actions(firm=FirmLevers(price_premium=self.premium))
