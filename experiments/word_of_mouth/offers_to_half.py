"""Offers to half: the same half of the customers gets every offer, so that the other half can be watched."""

from typing import ClassVar

import numpy as np

from hooper.foundation.decisions import IN_THE_TREATED_HALF
from hooper.foundation.random_words import customer_words
from hooper.foundation.settings import Settings
from hooper.strategies.actions import OFFER, Actions, on_customers
from hooper.strategies.best_first import first_paid, still_there
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView

LOTS = (1, 0)
HALF_OF_ALL_WORDS = np.uint32(1 << 31)


class OffersToHalf(Settings):
    """Makes an offer to one half of the customers, drawn by lot once and for ever, while there is money."""

    name: ClassVar[str] = "offers_to_half"
    source: ClassVar[str] = "Hudgens and Halloran (2008) for what is asked of it"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the offers; the lots are a customer's own and hang on no review."""
        del draws
        [lot, *_] = customer_words(LOTS, view.summary.customer_id, 0, IN_THE_TREATED_HALF)
        rows = np.flatnonzero((lot < HALF_OF_ALL_WORDS) & still_there(view))
        return first_paid(on_customers(rows, OFFER, 1.0, budget.prices.offer), budget.left)
