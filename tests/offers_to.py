"""A strategy for tests: it acts on the customers it is told, and on nobody else."""

from typing import ClassVar

import numpy as np

from hooper.strategies.actions import OFFER, on_customers


class OffersTo:
    """Makes an offer to the customers with the given ids, at every review."""

    name: ClassVar[str] = "offers_to"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def __init__(self, *ids):
        self.ids = ids

    def decide(self, view, budget, draws):
        del draws
        rows = np.flatnonzero(np.isin(view.summary.customer_id, self.ids))
        return on_customers(rows, OFFER, 1.0, budget.prices.offer)
