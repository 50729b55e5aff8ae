"""The plan that a reader of the page puts together: newcomers or offers, and offers to how many."""

from dataclasses import replace
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from hooper.foundation.settings import Positive, Probability, Settings
from hooper.strategies.actions import OFFER, Actions, FirmLevers, on_customers
from hooper.strategies.active_customers import biggest_spenders
from hooper.strategies.best_first import first_paid
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView

PositiveShare = Annotated[float, Field(gt=0, le=1)]


class YourPlan(Settings):
    """Spends `share_for_newcomers` of the budget on newcomers, and the rest on offers.

    Offers go to the biggest spenders among those who have bought within `active_within_days`: to that share
    of them, `offered_share`, which the offers are meant for. Where the money does not reach all of these,
    lots decide. It sees purchases and spend.
    """

    name: ClassVar[str] = "your_plan"
    source: ClassVar[str] = "Blattberg and Deighton (1996) for the split"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    share_for_newcomers: Probability = 0.5
    offered_share: PositiveShare = 0.3
    active_within_days: Positive = 180.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return spend on newcomers, and offers to those whom they are meant for."""
        winning = budget.strength_until_next_review("acquisition", budget.left) * self.share_for_newcomers
        active = biggest_spenders(view, draws, self.active_within_days)
        meant = active[: int(np.ceil(self.offered_share * active.size))]
        by_lot = meant[np.argsort(draws.trials(view.summary.customer_id[meant]), kind="stable")]
        offers = on_customers(by_lot, OFFER, 1.0, budget.prices.offer)
        paid = first_paid(offers, budget.left * (1.0 - self.share_for_newcomers))
        return replace(paid, firm=FirmLevers(acquisition=winning))
