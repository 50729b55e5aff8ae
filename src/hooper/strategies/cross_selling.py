"""Cross-selling: customers who buy are offered a further category."""

from typing import ClassVar

from hooper.foundation.settings import Positive, Probability, Settings
from hooper.strategies.actions import CROSS_SELL, Actions, on_customers
from hooper.strategies.active_customers import biggest_spenders
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class CrossSelling(Settings):
    """Offers a further category to the biggest spenders of the active, as many as the budget pays."""

    name: ClassVar[str] = "cross_selling"
    source: ClassVar[str] = "Kumar, George and Pancras (2008), Cross-buying in retailing"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    active_within_days: Positive = 90.0
    most_share: Probability = 1.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return offers to the biggest spenders, ties by lot."""
        price = budget.prices.of_action(CROSS_SELL)
        best = biggest_spenders(view, draws, self.active_within_days)
        count = budget.buys(price, int(self.most_share * best.size))
        return on_customers(best[:count], CROSS_SELL, 1.0, price)
