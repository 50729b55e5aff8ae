"""Oracle offer: an offer to those on whom it truly gains most, which only a simulator knows."""

from typing import ClassVar

import numpy as np

from hooper.foundation.settings import NonNegative, Settings
from hooper.strategies.actions import OFFER, Actions, on_customers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class OracleOffer(Settings):
    """Makes an offer where its true expected gain is at least `least_gain_per_cost` of its cost, best first.

    It is no strategy for a firm: it tells what aiming could gain at most, against which the regret of all
    others is told. Ties are broken by lot.
    """

    name: ClassVar[str] = "oracle_offer"
    source: ClassVar[str] = "Ascarza (2018): aim at the effect; here the true one of each customer"
    sees_truth: ClassVar[bool] = True
    fits_models: ClassVar[bool] = False

    least_gain_per_cost: NonNegative = 1.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return offers to those who gain most by them, as many as the budget can pay."""
        gain, price = view.truth.gain_of_offer, budget.prices.offer
        worth_it = np.flatnonzero((gain > 0.0) & (gain >= self.least_gain_per_cost * price))
        lot = draws.uniforms(view.summary.customer_id[worth_it])
        best_first = worth_it[np.lexsort((lot, -gain[worth_it]))]
        count = int(budget.left // price) if price > 0.0 else best_first.size
        return on_customers(best_first[:count], OFFER, 1.0, price)
