"""Onboarding: newcomers are shown what the firm has to offer."""

from typing import ClassVar

import numpy as np

from hooper.foundation.settings import Positive, Settings
from hooper.strategies.actions import ONBOARDING, Actions, on_customers
from hooper.strategies.best_first import best_first, still_there
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class Onboarding(Settings):
    """Helps those who have entered within `newcomer_days`, by lot, as many as the budget pays.

    With the days between two reviews everybody is helped once.
    """

    name: ClassVar[str] = "onboarding"
    source: ClassVar[str] = "Schmitt, Skiera and Van den Bulte (2011) for what newcomers do not know yet"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    newcomer_days: Positive = 91.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return help for newcomers, lowest lots first."""
        summary = view.summary
        new = np.flatnonzero(still_there(view) & (summary.age * summary.unit_days <= self.newcomer_days))
        lot = draws.uniforms(summary.customer_id)
        by_lot, price = best_first(new, np.zeros(lot.size), lot), budget.prices.of_action(ONBOARDING)
        return on_customers(by_lot[: budget.buys(price, by_lot.size)], ONBOARDING, 1.0, price)
