"""Random offer: an experiment, in which lots alone decide who gets an offer."""

from typing import ClassVar

import numpy as np

from hooper.foundation.settings import Positive, Probability, Settings
from hooper.segmentation.segments import days_since_last
from hooper.strategies.actions import OFFER, Actions, on_customers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class RandomOffer(Settings):
    """Makes an offer to each known customer with the chance `share`, or to as many as the budget can pay.

    With `active_within_days` only those who have bought in so many days take part. Where money is short those
    with the lowest lots get it, so that the others are still a fair comparison. Nothing but the log decides
    who takes part, not even that a contract has ended, so that the log can tell afterwards who did. Every
    review draws lots anew.
    """

    name: ClassVar[str] = "random_offer"
    source: ClassVar[str] = "Fisher (1935), The Design of Experiments; Radcliffe (2007) for offers"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    share: Probability = 0.5
    active_within_days: Positive | None = None

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return offers to those whose lots are below the share, lowest lots first."""
        summary = view.summary
        lot = draws.uniforms(summary.customer_id)
        takes_part = np.ones(lot.size, np.bool_)
        if self.active_within_days is not None:
            takes_part = days_since_last(summary) < self.active_within_days
        drawn = np.flatnonzero(takes_part & (lot < self.share))
        lowest_first = drawn[np.argsort(lot[drawn], kind="stable")]
        price = budget.prices.offer
        count = int(budget.left // price) if price > 0.0 else lowest_first.size
        return on_customers(lowest_first[:count], OFFER, 1.0, price)
