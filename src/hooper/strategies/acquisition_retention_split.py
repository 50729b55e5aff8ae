"""Acquisition and retention: the budget is split where a customer won costs what one kept does."""

import math
from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field

from hooper.foundation.settings import Positive, Settings
from hooper.strategies.actions import OFFER, Actions, FirmLevers, on_customers
from hooper.strategies.active_customers import biggest_spenders
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView

UnitShare = Annotated[float, Field(gt=0, le=1)]


class AcquisitionRetentionSplit(Settings):
    """Spends part of the budget on newcomers, and the rest on offers to the biggest spenders of the active.

    The split is the best one for a prospect with a customer's share of the budget, on the response that
    managers judge: the share that can be won and kept at most, and at which spend half of that is, as a
    multiple of the margin that a customer has brought since the last review.
    """

    name: ClassVar[str] = "acquisition_retention_split"
    source: ClassVar[str] = "Blattberg and Deighton (1996), Manage marketing by the customer equity test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    most_won: UnitShare = 0.40
    half_won_at: Positive = 1.0
    most_kept: UnitShare = 0.90
    half_kept_at: Positive = 0.05
    discount_rate_between_reviews: Positive = 0.025
    active_within_days: Positive = 180.0

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return spend on newcomers, and offers to those who are active."""
        customers, earned = view.summary.n_customers, budget.prices.margin * view.revenue_since_last_review
        each = budget.left / max(customers, 1)
        if each <= 0.0 or earned <= 0.0 or customers == 0:
            return Actions()
        share = self._share_for_winning(each, earned / customers)
        winning = budget.strength_until_next_review("acquisition", budget.left) * share
        price, money = budget.prices.of_action(OFFER), budget.left * (1.0 - share)
        best = biggest_spenders(view, draws, self.active_within_days)
        count = min(best.size, int(money // price)) if price > 0.0 else best.size
        offers = on_customers(best[:count], OFFER, 1.0, price)
        return replace(offers, firm=FirmLevers(acquisition=winning))

    def _share_for_winning(self, budget_per_prospect: float, margin: float) -> float:
        """Return which share of a budget goes into winning, rounded so that every machine agrees."""
        # SciPy, which few strategies need, comes with it.
        from hooper.economics.budget_split import best_split  # noqa: PLC0415
        from hooper.economics.response_curve import ResponseCurve  # noqa: PLC0415
        from hooper.economics.spending_optimum import Prospects  # noqa: PLC0415

        winning, keeping = (
            ResponseCurve(most, math.log(2.0) / (half_at * margin))
            for most, half_at in ((self.most_won, self.half_won_at), (self.most_kept, self.half_kept_at))
        )
        prospects = Prospects(winning, keeping, margin, self.discount_rate_between_reviews)
        best = best_split(prospects, budget_per_prospect)
        kept = winning.share(best.acquisition_spend) * best.retention_spend
        spent = best.acquisition_spend + kept
        return round(best.acquisition_spend / spent, 6) if spent > 0.0 else 0.0
