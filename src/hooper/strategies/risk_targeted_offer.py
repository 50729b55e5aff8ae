"""Risk-targeted offer: a gift to the customers who are most likely to have been lost already."""

from typing import ClassVar

import numpy as np

from hooper.foundation.settings import Probability, Settings
from hooper.strategies.actions import OFFER, Actions, on_customers
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class RiskTargetedOffer(Settings):
    """Makes an offer to those with the highest estimated risk, 1 - P(alive), among repeat buyers.

    Those below `lowest_probability_alive` are given up. One-time buyers are left out, since BG/NBD
    holds every one of them to be alive and so cannot rank them. Ties are broken by lot.
    """

    name: ClassVar[str] = "risk_targeted_offer"
    source: ClassVar[str] = "churn management practice; Ascarza (2018) shows its limits"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = True

    lowest_probability_alive: Probability = 0.2

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return offers to the customers most at risk, as many as the budget can pay."""
        if view.estimates.bg_nbd.status not in ("ok", "boundary"):
            return Actions()
        alive = view.estimates.probability_alive
        reachable = np.flatnonzero((view.summary.frequency > 0) & (alive >= self.lowest_probability_alive))
        lot = draws.uniforms(view.summary.customer_id[reachable])
        by_risk = reachable[np.lexsort((lot, alive[reachable]))]
        count = int(budget.left // budget.prices.offer) if budget.prices.offer > 0.0 else by_risk.size
        return on_customers(by_risk[:count], OFFER, 1.0, budget.prices.offer)
