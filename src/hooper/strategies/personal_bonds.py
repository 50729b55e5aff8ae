"""Personal bonds: the best customers have somebody at the firm who knows them."""

from typing import ClassVar

from hooper.foundation.settings import Positive, Probability, Settings
from hooper.strategies.actions import PERSONAL_BOND, Actions, on_customers
from hooper.strategies.active_customers import biggest_spenders
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class PersonalBonds(Settings):
    """Pays a personal contact until the next review for the biggest spenders of those who are active.

    They are `most_share` of the active ones at most, or as many as the budget pays. What the bond is worth
    hangs on the skill of the staff, and it fades when it is not kept up.
    """

    name: ClassVar[str] = "personal_bonds"
    source: ClassVar[str] = "Berry and Parasuraman (1991): social bonds, the second level of relationships"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    active_within_days: Positive = 180.0
    most_share: Probability = 0.10

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return bonds with the biggest spenders, ties by lot."""
        price = budget.prices.of_action(PERSONAL_BOND)
        best = biggest_spenders(view, draws, self.active_within_days)
        count = budget.buys(price, int(self.most_share * best.size))
        return on_customers(best[:count], PERSONAL_BOND, 1.0, price)
