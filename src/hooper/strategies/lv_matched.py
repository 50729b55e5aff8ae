"""LV-matched: a lever for each quadrant of loyalty and value.

A, loyal and valuable, is kept: she is enrolled. B, valuable and not loyal, is to be bound: she gets an offer.
To C, loyal and not valuable, more is to be sold: she gets an offer if money is left. D gets nothing.
"""

from typing import ClassVar

import numpy as np

from hooper.foundation.settings import Probability
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.lv_quadrant import LABELS, LvSettings, assign
from hooper.strategies.actions import ENROLMENT, OFFER, Actions, on_customers
from hooper.strategies.best_first import best_first, first_paid, one_after_another, still_there
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class LvMatched(LvSettings):
    """Enrols A, makes offers to B and then to C, in each those first who have spent most, ties by lot.

    Of the budget `kept_for_rewards` is for what members earn until the next review. It costs cards, rewards,
    contacts and gifts. It sees purchases and spend, and who is a member.
    """

    name: ClassVar[str] = "lv_matched"
    source: ClassVar[str] = "GreaterChinaCRM (2004), the LV quadrant; what to do in each is assumed"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    kept_for_rewards: Probability = 0.4

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return enrolments of A, then offers to B and C, as far as what is not kept pays."""
        letter = np.array([label[0] for label in LABELS])[assign(CustomerRecords(view.summary), self).code]
        there, lot = still_there(view), draws.uniforms(view.summary.customer_id)

        def lever(chosen: np.ndarray, number: int, price: float) -> Actions:
            rows = best_first(np.flatnonzero(there & chosen), view.summary.total_spend, lot)
            return on_customers(rows, number, 1.0, price)

        wanted = one_after_another(
            lever((letter == "A") & (view.enrolled == 0.0), ENROLMENT, budget.prices.enrolment),
            lever(letter == "B", OFFER, budget.prices.offer),
            lever(letter == "C", OFFER, budget.prices.offer),
        )
        return first_paid(wanted, budget.left * (1.0 - self.kept_for_rewards))
