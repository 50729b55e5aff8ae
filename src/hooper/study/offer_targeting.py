"""Whom to make an offer: scores from an experiment, by risk and by lot, judged by the true effects.

In a world that is lived to a review, offers go to some of the known customers by lot. Learners learn from
what the firm has seen of that. The same customers then live many futures with the offer and without, which
tells the true effect on each. A score is worth what it gains on those whom it puts first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from hooper.comparison.effect_scorecard import EffectScorecard, score_effects
from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.foundation.decisions import STRATEGY
from hooper.foundation.random_words import customer_words, uniforms
from hooper.history.customer_summary import summarise
from hooper.history.observed import Observed
from hooper.lifetime_value import bg_nbd
from hooper.scenario.scenario import Scenario
from hooper.strategies.random_offer import RandomOffer
from hooper.study.paired_futures import ENOUGH, PairedFutures, paired_futures
from hooper.targeting import learners
from hooper.targeting.average_effect import AverageEffect, average_effect
from hooper.targeting.cross_fitting import cross_fitted
from hooper.targeting.effect_fit import Floats, LearnerSettings
from hooper.targeting.experiment import Experiment, experiment_of

# Every other future orders customers by their true effects and risks, and the others judge every order.
ORDERS: Final = slice(0, None, 2)
JUDGES: Final = slice(1, None, 2)
TRUE_SCORES: Final = ("true_effect", "true_risk")


@dataclass(frozen=True)
class TargetingByScores:
    """What each score reaches, by name, in an experiment with so many customers and such an average effect.

    `true_effect` and `true_risk` (the chance to leave without an offer) are known to the simulator alone;
    `risk` is 1 - P(alive) under BG/NBD, and `lot` is no score at all.
    """

    outcome: str
    average: AverageEffect
    cards: dict[str, EffectScorecard]


def targeting_by_scores(
    scenario: Scenario,
    plan: RunPlan,
    outcomes: Sequence[str] = ("spend", "there"),
    futures: int = 64,
    active_within_days: float | None = None,
    top: float = 0.1,
) -> tuple[TargetingByScores, ...]:
    """Hold an experiment at the branch of the plan and score all learners on it, for each outcome.

    Outcomes are those of the time from the branch to the plan's end; `there` needs `active_within_days`, as
    in `experiment_of`. Half of the futures order customers for the true scores, the others judge.
    """
    observed, experiment = _held(scenario, plan, active_within_days)
    truth = paired_futures(scenario, plan, range(1, futures + 1)).of(experiment.customer_id)
    return tuple(
        TargetingByScores(
            outcome,
            average_effect(experiment.treated, experiment.outcome(outcome)),
            {
                name: score_effects(score, truth.effect(outcome, JUDGES), truth.effect(outcome, ORDERS), top)
                for name, score in _scores(experiment, observed, truth, outcome, plan)
            },
        )
        for outcome in outcomes
    )


def _held(scenario: Scenario, plan: RunPlan, active_within_days: float | None) -> tuple[Observed, Experiment]:
    once = replace(plan, review_periods=plan.periods, grant_per_review=ENOUGH, strategy=RandomOffer())
    observed = run(World(scenario), once).history.observed
    days = scenario.period_days
    return observed, experiment_of(
        observed, days, review_period=plan.branch_period, active_within_days=active_within_days
    )


def _scores(
    experiment: Experiment, observed: Observed, truth: PairedFutures, outcome: str, plan: RunPlan
) -> Iterator[tuple[str, Floats]]:
    yield "true_effect", truth.effect(outcome, ORDERS)
    for learner in learners.LEARNERS:
        settings = LearnerSettings(random_state=plan.key[0])
        yield learner.name, cross_fitted(learner, experiment, outcome, settings).values
    stays = truth.without["there"][ORDERS].mean(axis=0, dtype=np.float64)
    yield "true_risk", np.where(truth.there_before, 1.0 - stays, -1.0)
    yield "risk", _risk(observed, experiment)
    words = customer_words(plan.key, experiment.customer_id, plan.branch_period + 1, STRATEGY)
    yield "lot", uniforms(words)[0]


def _risk(observed: Observed, experiment: Experiment) -> Floats:
    """Return 1 - P(alive) at the review; below all others for one-time buyers, whom BG/NBD cannot rank."""
    summary = summarise(observed, experiment.review_days)
    alive = bg_nbd.probability_alive(bg_nbd.fit(summary).parameters, summary)
    risk = np.where(summary.frequency > 0, 1.0 - alive, -1.0)
    return risk[np.searchsorted(summary.customer_id, experiment.customer_id)]
