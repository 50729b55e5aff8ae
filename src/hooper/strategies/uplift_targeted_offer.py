"""Uplift-targeted offer: a gift to those whom it moves, as the firm has learned in trials of its own.

    gain = (P(buys | offer) - P(buys | none)) * margin * spend to come if she stays - price of an offer

The first review is a trial: lots say who gets an offer. At later ones the difference of two regressions, one
of those treated in trials and one of the others, foretells the gain of each customer; who gains most comes
first, nobody below 0, and a small share is tried by lot again.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import Positive, PositiveCount, Probability, Settings, assumed
from hooper.segmentation.segments import days_since_last
from hooper.strategies.actions import OFFER, Actions, on_customers
from hooper.strategies.best_first import best_first, first_paid, one_after_another, still_there
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView
from hooper.strategies.own_trials import OwnTrials, features_of
from hooper.targeting import plain_t_learner
from hooper.targeting.effect_fit import LearnerSettings


class UpliftTargetedOffer(Settings):
    """Learns from its own trials whom an offer moves, and makes it to those who gain more than it costs.

    `pilot_share` of the budget goes into the first trial, in which everybody is who bought within
    `active_within_days`; at later reviews `trial_share` of them are, half of them with an offer. Trials are
    learned from for `reviews_kept` reviews. Spend to come is that of BG/NBD and Gamma-Gamma. It costs
    contacts and gifts. It sees purchases, spend, cases, contacts and members, and remembers its trials.
    Whom rules on contacts keep from an offer counts as untreated. Ties by lot; without a fit there is a
    trial only.
    """

    name: ClassVar[str] = "uplift_targeted_offer"
    source: ClassVar[str] = "Radcliffe (2007); Lemmens and Gupta (2020), Managing churn to maximize profits"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = True

    pilot_share: Probability = 1.0
    trial_share: Probability = 0.1
    active_within_days: Positive = 365.0
    reviews_kept: PositiveCount = 4
    horizon_weeks: Positive = 52.0
    margin: Probability = assumed(0.3, low=0.05, high=0.8, source="assumed: gross margins of retailers")

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the offers of a trial, then those to whoever gains more than an offer costs, best first."""
        price, gain = budget.prices.offer, self._gain(view, budget)
        lot, tried = draws.trials(view.summary.customer_id), self._tried(view, draws)
        by_lot = best_first(np.flatnonzero(tried & (lot < self._share(view) / 2.0)), -lot, lot)
        trial = on_customers(by_lot, OFFER, 1.0, price)
        if not view.memory:
            return first_paid(trial, budget.left * self.pilot_share)
        aimed = np.flatnonzero(still_there(view) & ~tried & (gain > 0.0))
        rows = best_first(aimed, gain, draws.uniforms(view.summary.customer_id))
        return first_paid(one_after_another(trial, on_customers(rows, OFFER, 1.0, price)), budget.left)

    def remember(
        self, view: ObservedView, done: Actions, budget: Budget, draws: Draws
    ) -> Mapping[str, NDArray[Any]]:
        """Return the trials so far, and that of this review."""
        offered = np.zeros(view.summary.n_customers, np.bool_)
        offered[done.rows] = True
        rows = np.flatnonzero(self._tried(view, draws))
        return OwnTrials.until(view).with_open(view, rows, offered[rows], self.reviews_kept)

    def _share(self, view: ObservedView) -> float:
        return self.trial_share if view.memory else 1.0

    def _tried(self, view: ObservedView, draws: Draws) -> NDArray[np.bool_]:
        """Return who is in the trial of this review, with an offer or without."""
        lot = draws.trials(view.summary.customer_id)
        is_active = days_since_last(view.summary) < self.active_within_days
        return still_there(view) & is_active & (lot < self._share(view))

    def _gain(self, view: ObservedView, budget: Budget) -> NDArray[np.float64]:
        """Return the expected gain of an offer on each customer, below 0 where it cannot be told."""
        trials = OwnTrials.until(view)
        learned = plain_t_learner.fit(
            trials.features.astype(np.float64),
            trials.treated,
            trials.bought.astype(np.float64),
            LearnerSettings(),
        )
        value = self.margin * view.estimates.revenue_if_there(self.horizon_weeks)
        effect = learned.effect(features_of(view).astype(np.float64))
        return np.nan_to_num(effect * value - budget.prices.offer, nan=-1.0)
