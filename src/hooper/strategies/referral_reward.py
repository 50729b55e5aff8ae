"""Referral reward: whoever brings a customer is thanked for it, as long as there is money."""

from typing import ClassVar

from hooper.foundation.settings import NonNegative, Settings
from hooper.strategies.actions import Actions, FirmLevers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class ReferralReward(Settings):
    """Promises `rewards` of the size of the world for each referral; each is paid when it is made."""

    name: ClassVar[str] = "referral_reward"
    source: ClassVar[str] = "Schmitt, Skiera and Van den Bulte (2011), Referral programs and customer value"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    rewards: NonNegative = 1.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the reward; nobody has to be chosen for it."""
        promised = self.rewards if budget.left > 0.0 else 0.0
        return Actions(firm=FirmLevers(referral_reward=promised))
