"""Offers by stage: the same offer to everybody, one stage of the relationship after the other."""

from typing import ClassVar

import numpy as np

from hooper.segmentation.stage_vocabularies import STAGES
from hooper.segmentation.stages_by_silence import StageSettings, stage_of
from hooper.strategies.actions import OFFER, Actions, on_customers
from hooper.strategies.best_first import first_paid, one_after_another, still_there
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView
from hooper.strategies.stage_matched import Stage


class OffersByStage(StageSettings):
    """Makes offers to stages in the order of `first_to_last`, by lot in each, until the money is spent."""

    name: ClassVar[str] = "offers_by_stage"
    source: ClassVar[str] = "Dwyer, Schurr and Oh (1987) for the stages"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    first_to_last: tuple[Stage, ...]

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the offers."""
        stage, there = stage_of(view.summary, self), still_there(view)
        lot = draws.uniforms(view.summary.customer_id)
        parts: list[Actions] = []
        for number in map(STAGES.index, self.first_to_last):
            rows = np.flatnonzero(there & (stage == number))
            parts.append(on_customers(rows[np.argsort(lot[rows])], OFFER, 1.0, budget.prices.offer))
        return first_paid(one_after_another(*parts), budget.left)
