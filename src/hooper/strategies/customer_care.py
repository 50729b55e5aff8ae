"""Customer care: a call or a card for customers who are worth it."""

from typing import ClassVar

from hooper.foundation.settings import Positive, Probability, Settings
from hooper.strategies.actions import CARE, Actions, on_customers
from hooper.strategies.active_customers import biggest_spenders
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class CustomerCare(Settings):
    """Pays an attention to the biggest spenders of those who are active, as many as the budget pays."""

    name: ClassVar[str] = "customer_care"
    source: ClassVar[str] = (
        "Berry and Parasuraman (1991) for social bonds; vendor handbooks for greetings and calls"
    )
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    active_within_days: Positive = 180.0
    most_share: Probability = 1.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return attentions to the biggest spenders, ties by lot."""
        price = budget.prices.of_action(CARE)
        best = biggest_spenders(view, draws, self.active_within_days)
        count = budget.buys(price, int(self.most_share * best.size))
        return on_customers(best[:count], CARE, 1.0, price)
