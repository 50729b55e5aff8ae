"""Value-targeted offer: a gift to the upper tiers of the customer pyramid, who bring most."""

from typing import ClassVar, Literal

import numpy as np

from hooper.segmentation.customer_pyramid import LABELS, PyramidSettings, assign
from hooper.segmentation.customer_records import CustomerRecords
from hooper.strategies.actions import OFFER, Actions, on_customers
from hooper.strategies.best_first import best_first, first_paid, still_there
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class ValueTargetedOffer(PyramidSettings):
    """Makes an offer to everybody in `lowest_tier` and above, those who have spent most first, ties by lot.

    Tiers are those of `customer_pyramid`, with its shares and margin. It costs contacts and gifts, and sees
    what customers have spent.
    """

    name: ClassVar[str] = "value_targeted_offer"
    source: ClassVar[str] = "Zeithaml, Rust and Lemon (2001), The customer pyramid"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    lowest_tier: Literal["platinum", "gold", "iron"] = "gold"

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return offers to the upper tiers, as many as the budget can pay."""
        tier = assign(CustomerRecords(view.summary), self).code
        upper = np.flatnonzero(still_there(view) & (tier >= LABELS.index(self.lowest_tier)))
        lot = draws.uniforms(view.summary.customer_id)
        rows = best_first(upper, view.summary.total_spend, lot)
        return first_paid(on_customers(rows, OFFER, 1.0, budget.prices.offer), budget.left)
