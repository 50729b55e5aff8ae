"""Frequent contact: everybody hears from the firm at every review, all alike."""

from typing import ClassVar, Literal

import numpy as np

from hooper.foundation.settings import Positive, Settings
from hooper.segmentation.segments import days_since_last
from hooper.strategies.actions import CUSTOMER_LEVERS, Actions, on_customers
from hooper.strategies.best_first import best_first, still_there
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class FrequentContact(Settings):
    """Contacts those who are active, by lot, with an offer or with a kind word, as many as the budget pays.

    It is standard and cheap, and rivals can do it too.
    """

    name: ClassVar[str] = "frequent_contact"
    source: ClassVar[str] = "Berry and Parasuraman (1991): financial bonds, the first level of relationships"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    contact: Literal["offer", "care"] = "offer"
    active_within_days: Positive = 365.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return contacts with those who are active, lowest lots first."""
        summary, lever = view.summary, CUSTOMER_LEVERS.index(self.contact)
        lot = draws.uniforms(summary.customer_id)
        active = still_there(view) & (days_since_last(summary) < self.active_within_days)
        by_lot = best_first(np.flatnonzero(active), np.zeros(lot.size), lot)
        price = budget.prices.of_action(lever)
        return on_customers(by_lot[: budget.buys(price, by_lot.size)], lever, 1.0, price)
