"""Mass marketing: one and the same for everybody, an offer or a discount, whoever they are."""

from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from hooper.foundation.settings import Settings
from hooper.strategies.actions import OFFER, Actions, on_customers
from hooper.strategies.best_first import first_paid, still_there
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.mass_discount import MassDiscount
from hooper.strategies.observed_view import ObservedView


class MassMarketing(Settings):
    """Makes everybody known the same offer, as strong as the money allows, or gives a discount to all.

    Where money does not pay an offer of the strength `weakest` to all, lots say who gets one. A discount is
    up to `deepest`, as that of `mass_discount`. It costs the contacts and gifts, or the discount; it sees
    who is known, and which contracts have ended.
    """

    name: ClassVar[str] = "mass_marketing"
    source: ClassVar[str] = "slides on customer relationships: the first of four regimes of marketing"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    by: Literal["offer", "discount"] = "offer"
    weakest: Annotated[float, Field(gt=0, le=1)] = 0.5
    deepest: Annotated[float, Field(ge=0, lt=1)] = 0.20

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return an offer to everybody in the order of lots, or a discount for everybody."""
        if self.by == "discount":
            return MassDiscount(deepest=self.deepest).decide(view, budget, draws)
        everybody = np.flatnonzero(still_there(view))
        lot = draws.uniforms(view.summary.customer_id[everybody])
        strength = self._strength(budget, everybody.size)
        cost = budget.prices.contact + budget.prices.gift * strength
        return first_paid(on_customers(everybody[np.argsort(lot)], OFFER, strength, cost), budget.left)

    def _strength(self, budget: Budget, customers: int) -> float:
        """Return how strong an offer to so many customers can be."""
        prices = budget.prices
        if customers == 0 or prices.gift == 0.0:
            return 1.0
        paid = (budget.left / customers - prices.contact) / prices.gift
        return min(1.0, max(self.weakest, paid))
