"""Loyalty programme: customers are enrolled and earn rewards on what they buy."""

from typing import ClassVar

import numpy as np

from hooper.foundation.settings import Count, Probability, Settings
from hooper.strategies.actions import ENROLMENT, Actions, on_customers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class LoyaltyProgramme(Settings):
    """Enrols the customers who have bought most, and keeps `kept_for_rewards` of the budget for rewards."""

    name: ClassVar[str] = "loyalty_programme"
    source: ClassVar[str] = "Liu (2007) and Kivetz, Urminsky and Zheng (2006) for its effects"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    least_repeat_purchases: Count = 1
    kept_for_rewards: Probability = 0.6

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return enrolments of those not yet enrolled, heaviest buyers first, ties by lot."""
        summary = view.summary
        open_to_it = np.flatnonzero(
            (view.enrolled == 0.0) & (summary.frequency >= self.least_repeat_purchases)
        )
        lot = draws.uniforms(summary.customer_id[open_to_it])
        heaviest_first = open_to_it[np.lexsort((lot, -summary.frequency[open_to_it]))]
        money = budget.left * (1.0 - self.kept_for_rewards)
        price = budget.prices.enrolment
        count = int(money // price) if price > 0.0 else heaviest_first.size
        return on_customers(heaviest_first[:count], ENROLMENT, 1.0, price)
