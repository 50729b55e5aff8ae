"""Customer-oriented marketing: the relationship comes first, and results of the last review steer the next.

Nobody shall wait: where the desk was worse than its target an agent joins those of the last review, where it
was good one goes. With the rest of the money strained relationships are cared for and good ones become ties.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import NonNegative, PositiveCount, Probability
from hooper.segmentation.stage_vocabularies import DECLINE, FORMATION, STABILITY
from hooper.segmentation.stages_by_silence import StageSettings, stage_of
from hooper.strategies.actions import ENROLMENT, OFFER, Actions, FirmLevers, on_customers
from hooper.strategies.best_first import best_first, first_paid, one_after_another, still_there
from hooper.strategies.budget import Budget
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


class CustomerOrientedMarketing(StageSettings):
    """Hires by how long people waited, then makes offers to those who decline, and enrols those who stay.

    One agent more is wanted where the mean wait is above `longest_wait_days` or more than
    `most_give_up_share` of the callers gave up, one fewer otherwise, up to `most_agents`. Those in decline
    with most service cases come first, then members to be, big spenders first; ties by lot. Of what is left
    for customers `kept_for_rewards` is for what members earn. It costs wages, contacts, gifts, cards and
    rewards; it sees waits, cases, purchases and spend, and remembers how many agents it hired.
    """

    name: ClassVar[str] = "customer_oriented_marketing"
    source: ClassVar[str] = "slides on customer relationships: the last of four regimes of marketing"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    longest_wait_days: NonNegative = 0.25
    most_give_up_share: Probability = 0.05
    most_agents: PositiveCount = 3
    kept_for_rewards: Probability = 0.4

    def decide(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        """Return agents by the last results, and care by the stage of each customer."""
        price = budget.prices.agent_per_period * budget.periods_to_next_review
        agents = self._agents(view)
        if price > 0.0:
            agents = min(agents, int(budget.left // price))
        money = (budget.left - agents * price) * (1.0 - self.kept_for_rewards)
        care = first_paid(self._care(view, budget, draws), money)
        return one_after_another(care, firm=FirmLevers(extra_agents=agents))

    def remember(
        self, view: ObservedView, done: Actions, budget: Budget, draws: Draws
    ) -> Mapping[str, NDArray[Any]]:
        """Return how many agents were hired."""
        return {"extra_agents": np.array(done.firm.extra_agents)}

    def _agents(self, view: ObservedView) -> int:
        before = int(view.memory.get("extra_agents", 0))
        waited = view.mean_wait_days > self.longest_wait_days
        is_poor = waited or view.abandoned_share > self.most_give_up_share
        return min(max(before + (1 if is_poor else -1), 0), self.most_agents)

    def _care(self, view: ObservedView, budget: Budget, draws: Draws) -> Actions:
        stage, there = stage_of(view.summary, self), still_there(view)
        lot = draws.uniforms(view.summary.customer_id)
        strained = np.flatnonzero(there & (stage == DECLINE))
        stays = np.isin(stage, (FORMATION, STABILITY)) & (view.enrolled == 0.0)
        recovered = best_first(strained, view.service_cases.astype(np.float64), lot)
        bound = best_first(np.flatnonzero(there & stays), view.summary.total_spend, lot)
        return one_after_another(
            on_customers(recovered, OFFER, 1.0, budget.prices.offer),
            on_customers(bound, ENROLMENT, 1.0, budget.prices.enrolment),
        )
