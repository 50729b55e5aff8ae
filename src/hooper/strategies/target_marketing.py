"""Target marketing: offers to the segments that have responded best so far.

The first review makes offers by lot, to half of those who are there. From then on the segments in which
offers brought more than they cost get them, best first, and a small share of everybody goes on being tried
by lot, so that what is learned of a segment is still true when it changes.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed
from hooper.segmentation import catalogue
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments
from hooper.strategies.actions import OFFER, Actions, on_customers
from hooper.strategies.arms_by_cell import ArmsByCell
from hooper.strategies.best_first import best_first, first_paid, one_after_another, still_there
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class TargetMarketing(Settings):
    """Makes offers to the segments of a `scheme` in which spend rose by more than an offer costs.

    What offers brought in a segment is the difference in spend, from review to review, between those who
    got one and those who did not, times `margin`. `trial_share` of the customers are tried by lot at each
    review from the second on, half of them with an offer; ties by lot. It costs contacts and gifts. It sees
    purchases and spend, and remembers sums by segment, and what everybody had spent by the last review.
    """

    name: ClassVar[str] = "target_marketing"
    source: ClassVar[str] = "slides on customer relationships: the second of four regimes of marketing"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    scheme: Literal[
        "rfm", "rfm_eleven", "abc_analysis", "customer_pyramid", "lv_quadrant", "stages_lifecycle_management"
    ] = "rfm"
    margin: Probability = assumed(0.3, low=0.05, high=0.8, source="assumed: gross margins of retailers")
    trial_share: Probability = 0.1
    customers_to_believe: NonNegative = assumed(
        200.0, low=50.0, high=1000.0, source="assumed: as many weigh as much as what all segments have shown"
    )

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the offers of the trial by lot, then those to the segments that respond, best first."""
        segments, ids = self._segments(view), view.summary.customer_id
        learned = self._learned(view, segments)
        alike = np.ones(len(segments.labels))
        gain = self.margin * learned.effect(self.customers_to_believe, alike)[:, 1]
        gain -= budget.prices.offer
        tried = 1.0 if np.isnan(gain).all() else self.trial_share
        there, trial = still_there(view), draws.trials(ids)
        chosen = there & (trial >= tried) & (gain[segments.code] > 0.0)
        by_lot = best_first(np.flatnonzero(there & (trial < tried / 2.0)), -trial, trial)
        aimed = best_first(np.flatnonzero(chosen), gain[segments.code], draws.uniforms(ids))
        price = budget.prices.offer
        parts = (on_customers(rows, OFFER, 1.0, price) for rows in (by_lot, aimed))
        return first_paid(one_after_another(*parts), budget.left)

    def remember(
        self, view: ObservedView, done: Actions, budget: Budget, draws: Draws
    ) -> Mapping[str, NDArray[Any]]:
        """Return the sums so far, and who is in which segment and arm from now on."""
        segments = self._segments(view)
        arm = np.where(still_there(view), 0, -1)
        arm[done.rows] = 1
        return {
            "sums": self._learned(view, segments).sums,
            "cell": segments.code,
            "arm": arm,
            "total_spend": view.summary.total_spend,
        }

    def _segments(self, view: ObservedView) -> Segments:
        scheme = catalogue.get(self.scheme)
        return scheme.assign(CustomerRecords(view.summary), scheme.settings())

    def _learned(self, view: ObservedView, segments: Segments) -> ArmsByCell:
        if not view.memory:
            return ArmsByCell.nothing(len(segments.labels), 2)
        before = view.memory
        spent = view.summary.total_spend[: before["arm"].size] - before["total_spend"]
        return ArmsByCell.remembered(before["sums"]).after(before["cell"], before["arm"], spent)
