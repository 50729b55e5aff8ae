"""Structural bonds: the firm builds itself into what its best customers do."""

from typing import ClassVar

from hooper.foundation.settings import Positive, Probability, Settings
from hooper.strategies.actions import STRUCTURAL_TIE, Actions, on_customers
from hooper.strategies.active_customers import biggest_spenders
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class StructuralBonds(Settings):
    """Ties the accounts of the biggest spenders of those who are active, `most_share` of them at most.

    A tie is paid once; who is tied is not tied again. Rivals do not imitate it.
    """

    name: ClassVar[str] = "structural_bonds"
    source: ClassVar[str] = "Berry and Parasuraman (1991): structural bonds, the third level of relationships"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    active_within_days: Positive = 180.0
    most_share: Probability = 0.10

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return ties with the biggest spenders, ties of spend by lot."""
        price = budget.prices.of_action(STRUCTURAL_TIE)
        best = biggest_spenders(view, draws, self.active_within_days)
        count = budget.buys(price, int(self.most_share * best.size))
        return on_customers(best[:count], STRUCTURAL_TIE, 1.0, price)
