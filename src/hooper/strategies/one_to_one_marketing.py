"""One-to-one marketing: each customer gets the lever that is expected to gain most on her, or none.

With p the chance that she is there, s what she would spend within the horizon if she is, and m the margin:

    offer        m s p (offer_sells_more + (1 - p) offer_saves) - price
    enrolment    s p (m member_spends_more - reward rate) - price
    win-back     (1 - p) win_back_chance (m s - gift) - p gift - price

Who is a member is not enrolled, and who has been away for too long is given up, and gets no letter.
What the levers do is the firm's belief, and a setting; p and s are each customer's own, by BG/NBD and
Gamma-Gamma.
"""

from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import NonNegative, Positive, Probability, Settings, assumed
from hooper.segmentation.segments import days_since_last
from hooper.strategies.actions import ENROLMENT, OFFER, WIN_BACK_BUNDLE, WIN_BACK_DISCOUNT, Actions
from hooper.strategies.best_first import best_first, first_paid, still_there
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView

Floats = NDArray[np.float64]

_LEVERS: Final = np.array([OFFER, ENROLMENT, WIN_BACK_BUNDLE])
_FREE: Final = 1e-9


class OneToOneMarketing(Settings):
    """Pulls the best lever on each customer for whom one pays, those first who gain most for their price.

    Of the budget `kept_for_later` is for rewards, and for gifts of letters that are taken up. It costs
    contacts, gifts, cards and rewards. It sees purchases and spend, who is a member and whose contract has
    ended. Ties are broken by lot; without a fit nobody is treated.
    """

    name: ClassVar[str] = "one_to_one_marketing"
    source: ClassVar[str] = "Peppers and Rogers (1993), The one to one future; the third of four regimes"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = True

    margin: Probability = assumed(0.3, low=0.05, high=0.8, source="assumed: gross margins of retailers")
    horizon_weeks: Positive = 52.0
    offer_sells_more: Probability = assumed(
        0.03, low=0.0, high=0.1, source="assumed: a tenth more in a third of the horizon"
    )
    offer_saves: Probability = assumed(0.1, low=0.0, high=0.3, source="assumed")
    member_spends_more: Probability = assumed(0.15, low=0.0, high=0.3, source="assumed")
    win_back_chance: Probability = assumed(0.05, low=0.01, high=0.2, source="assumed")
    given_up_after_days: NonNegative = 270.0
    kept_for_later: Probability = 0.4

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the best lever of each customer on whom one pays, as far as what is not kept pays."""
        prices = np.array([budget.prices.offer, budget.prices.enrolment, budget.prices.win_back_contact])
        gains = self._gains(view, budget, prices)
        best = gains.argmax(axis=0)
        gain = gains.max(axis=0)
        per_price = gain / np.maximum(prices[best], _FREE)
        rows = best_first(np.flatnonzero(gain > 0.0), per_price, draws.uniforms(view.summary.customer_id))
        levers, costs = _LEVERS[best[rows]], prices[best[rows]]
        wanted = Actions(rows, levers, np.ones(rows.size), costs)
        return first_paid(wanted, budget.left * (1.0 - self.kept_for_later))

    def _given_up(self, view: ObservedView) -> NDArray[np.bool_]:
        seen_to_end = view.summary.cut_days - view.ended_days
        days_away = np.where(np.isnan(seen_to_end), days_since_last(view.summary), seen_to_end)
        return days_away > self.given_up_after_days

    def _gains(self, view: ObservedView, budget: Budget, prices: Floats) -> Floats:
        """Return the expected gain of each lever on each customer, `(3, n)`, below 0 where it is none."""
        there = np.where(still_there(view), view.estimates.probability_alive, 0.0)
        spend = view.estimates.revenue_if_there(self.horizon_weeks)
        value, gift = self.margin * spend, budget.prices.win_back_gifts[WIN_BACK_BUNDLE - WIN_BACK_DISCOUNT]
        more = self.margin * self.member_spends_more - budget.prices.reward_rate
        gains = np.stack(
            [
                value * there * (self.offer_sells_more + (1.0 - there) * self.offer_saves),
                spend * there * more * (view.enrolled == 0.0),
                np.where(self._given_up(view), 0.0, (1.0 - there) * self.win_back_chance * (value - gift))
                - there * gift,
            ]
        )
        return np.nan_to_num(gains - prices[:, np.newaxis], nan=-1.0)
