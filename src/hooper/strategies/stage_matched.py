"""Stage-matched: a lever for each stage of the relationship, as far as purchases tell it.

Who explores is persuaded by an offer, whose relationship forms or is stable becomes a member and earns
points, who declines gets an offer to recover her, and who is gone is let go.
"""

from typing import ClassVar, Final, Literal

import numpy as np

from hooper.foundation.settings import Probability
from hooper.segmentation.stage_vocabularies import DECLINE, EXPLORATION, FORMATION, STABILITY, STAGES
from hooper.segmentation.stages_by_silence import StageSettings, stage_of
from hooper.strategies.actions import ENROLMENT, OFFER, Actions, on_customers
from hooper.strategies.best_first import best_first, first_paid, one_after_another, still_there
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView

Stage = Literal["exploration", "formation", "stability", "decline"]
_LEVERS: Final = {EXPLORATION: OFFER, FORMATION: ENROLMENT, STABILITY: ENROLMENT, DECLINE: OFFER}


class StageMatched(StageSettings):
    """Pulls the lever of each stage, stages in the order of `first_to_last`, big spenders first, ties by lot.

    Stages are those of the rule on silence and purchases, with its cuts; a stage that is not named is left
    alone. Of the budget `kept_for_rewards` is for what members earn. It costs cards, rewards, contacts and
    gifts, and sees purchases and spend, and who is a member.
    """

    name: ClassVar[str] = "stage_matched"
    source: ClassVar[str] = "Zhang et al. (2016), Dynamic relationship marketing, J. of Marketing 80(5)"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    first_to_last: tuple[Stage, ...] = ("formation", "stability", "decline", "exploration")
    kept_for_rewards: Probability = 0.4

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return the levers of all stages, as far as what is not kept pays."""
        stage, there = stage_of(view.summary, self), still_there(view)
        lot = draws.uniforms(view.summary.customer_id)
        parts = [Actions()]
        for number in (STAGES.index(name) for name in dict.fromkeys(self.first_to_last)):
            lever = _LEVERS[number]
            open_to_it = there & (stage == number) & ((lever == OFFER) | (view.enrolled == 0.0))
            rows = best_first(np.flatnonzero(open_to_it), view.summary.total_spend, lot)
            price = budget.prices.offer if lever == OFFER else budget.prices.enrolment
            parts.append(on_customers(rows, lever, 1.0, price))
        return first_paid(one_after_another(*parts), budget.left * (1.0 - self.kept_for_rewards))
