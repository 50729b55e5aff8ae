"""Let go below zero: customers who cost more than they bring are served as cheaply as can be."""

from typing import ClassVar

import numpy as np

from hooper.foundation.settings import Positive, Settings
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.strategies.actions import LET_GO, Actions, on_customers
from hooper.strategies.best_first import best_first, still_there
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class LetGoBelowZero(Settings):
    """Lets go of those of whom less is expected a month than they cost to serve.

    Expected is the chance of being alive, times the rate of orders of somebody alive (both of BG/NBD), times
    the margin on an order of hers. Of those known for less than `least_months_known` nothing is said.
    """

    name: ClassVar[str] = "let_go_below_zero"
    source: ClassVar[str] = "Haenlein, Kaplan and Schoder (2006) for abandoning unprofitable customers"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = True

    least_months_known: Positive = 3.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return who is let go, the least profitable first."""
        if view.estimates.bg_nbd.status not in ("ok", "boundary"):
            return Actions()
        summary = view.summary
        months = summary.age * summary.unit_days / DAYS_PER_MONTH
        r, alpha = (view.estimates.bg_nbd.parameters[name] for name in ("r", "alpha"))
        orders_a_month = (r + summary.frequency) / (alpha + summary.age) * DAYS_PER_MONTH / summary.unit_days
        worth = budget.prices.margin * summary.total_spend / (summary.frequency + 1.0)
        earned = view.estimates.probability_alive * orders_a_month * worth
        expected = earned - budget.prices.serving_cost_per_month
        below = np.flatnonzero(still_there(view) & (months >= self.least_months_known) & (expected < 0.0))
        worst_first = best_first(below, -expected, draws.uniforms(summary.customer_id))
        price = budget.prices.of_action(LET_GO)
        return on_customers(worst_first[: budget.buys(price, worst_first.size)], LET_GO, 1.0, price)
