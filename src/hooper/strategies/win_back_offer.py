"""Win-back offer: a discount, an upgrade or both for customers who have left, or who are silent."""

from typing import ClassVar, Final, Literal

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import NonNegative, Probability, Settings
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.win_back import OVER_PRICE, OVER_SERVICE
from hooper.strategies.actions import WIN_BACK_BUNDLE, WIN_BACK_DISCOUNT, WIN_BACK_UPGRADE, Actions
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView

_LEVERS: Final = {"discount": WIN_BACK_DISCOUNT, "bundle": WIN_BACK_BUNDLE, "upgrade": WIN_BACK_UPGRADE}


class WinBackOffer(Settings):
    """Writes to those whose contract has ended, and without contracts to those silent for `silent_days`.

    Nobody is written to after `given_up_after_days`. The offer is of one `kind` for all, or by the reason
    that somebody told: a discount where it was the price, an upgrade where it was the service, and a bundle
    for all others. Those who have spent most come first, and `kept_for_gifts` of the budget is kept for what
    is taken up.
    """

    name: ClassVar[str] = "win_back_offer"
    source: ClassVar[str] = "Kumar, Bhagwat and Zhang (2015), Regaining lost customers"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    kind: Literal["discount", "bundle", "upgrade", "by_reason"] = "bundle"
    silent_days: NonNegative = 120.0
    given_up_after_days: NonNegative = 270.0
    kept_for_gifts: Probability = 0.8

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return letters to those who seem to have left, biggest spenders first, ties by lot."""
        away = self._away(view)
        lot = draws.uniforms(view.summary.customer_id[away])
        best_first = away[np.lexsort((lot, -view.summary.total_spend[away]))]
        money, price = budget.left * (1.0 - self.kept_for_gifts), budget.prices.win_back_contact
        count = int(money // price) if price > 0.0 else best_first.size
        rows = best_first[:count]
        return Actions(rows, self._levers(view, rows), np.ones(rows.size), np.full(rows.size, price))

    def _away(self, view: ObservedView) -> NDArray[np.int64]:
        """Return the rows of those who have left as far as the firm can tell, and not too long ago."""
        summary = view.summary
        silence = (summary.age - summary.recency) * summary.unit_days
        seen_to_end = ~np.isnan(view.ended_days)
        days_away = np.where(seen_to_end, summary.cut_days - view.ended_days, silence)
        away = seen_to_end | (silence >= self.silent_days)
        return np.flatnonzero(away & (days_away <= self.given_up_after_days))

    def _levers(self, view: ObservedView, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        if self.kind != "by_reason":
            return np.full(rows.size, _LEVERS[self.kind])
        # The last place is that of a reason that was not told.
        answers = np.full(len(CAUSES) + 1, WIN_BACK_BUNDLE)
        answers[[CAUSES.index(cause) for cause in OVER_PRICE]] = WIN_BACK_DISCOUNT
        answers[[CAUSES.index(cause) for cause in OVER_SERVICE]] = WIN_BACK_UPGRADE
        return answers[view.reason_told[rows]]
