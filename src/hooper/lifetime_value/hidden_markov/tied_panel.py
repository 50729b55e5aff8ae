"""Customers with equal purchases and covariates count once, with a weight, and in an order of their own.

Most customers of a log buy seldom or never again, so that many are alike. The order, and with it every bit
of a sum over the customers, does not hang on that in which they came.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class TiedPanel:
    """The panel of the distinct customers, and how many each stands for, shape `(n_distinct,)`."""

    panel: PurchasePanel
    customers: Integers

    def thinned(self, at_most: int) -> "TiedPanel":
        """Return every k-th of the customers behind the panel, k as small as leaves about `at_most` rows."""
        step = -(-self.panel.purchases.size // at_most)
        if step < 2:
            return self
        # Of those numbered from begins to ends - 1, the multiples of the step are taken.
        ends = self.customers.cumsum()
        begins = ends - self.customers
        taken = -(-ends // step) + -begins // step
        kept = np.flatnonzero(taken)
        return TiedPanel(self.panel.take(kept), taken[kept])


def tie_customers(panel: PurchasePanel) -> TiedPanel:
    """Collect equal customers; what is of no effect, the covariates of first periods, may differ.

    >>> from hooper.lifetime_value.hidden_markov.purchase_panel import panel_without_covariates
    >>> tied = tie_customers(panel_without_covariates(np.array([0, 1, 3, 0, 1]), np.array([2, 1, 2])))
    >>> tied.panel.purchases.tolist(), tied.panel.n_periods.tolist(), tied.customers.tolist()
    ([3, 0, 1], [1, 2], [1, 2])
    """
    representatives, customers = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    values = np.where(panel.is_move[:, np.newaxis], panel.covariates, 0.0) + 0.0  # and no zero below zero
    cells = np.column_stack((panel.purchases, values.view(np.int64)))
    for length in np.unique(panel.n_periods):
        alike = np.flatnonzero(panel.n_periods == length)
        rows = panel.customer_bounds[alike][:, np.newaxis] + np.arange(length)
        as_bytes = cells[rows].reshape(alike.size, -1).view(f"V{8 * length * cells.shape[1]}")[:, 0]
        _, first, counts = np.unique(as_bytes, return_index=True, return_counts=True)
        representatives.append(alike[first])
        customers.append(counts.astype(np.int64))
    return TiedPanel(panel.take(np.concatenate(representatives)), np.concatenate(customers))
