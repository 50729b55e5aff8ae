"""Whom to make an offer: scores from an experiment, by risk and by lot, judged by the true effects.

In a world that is lived to a review, offers go to some of the known customers by lot. Learners learn from
what the firm has seen of that. The same customers then live many futures with the offer and without, which
tells the true effect on each. A score is worth what it gains on those whom it puts first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hooper.comparison.decile_calibration import DecileCalibration, calibrate_by_decile
from hooper.comparison.effect_kinds import KINDS, effect_kinds
from hooper.comparison.effect_scorecard import EffectScorecard, score_effects
from hooper.comparison.interference import Interference
from hooper.engine.plan import RunPlan
from hooper.foundation.decisions import STRATEGY
from hooper.foundation.random_words import customer_words, uniforms
from hooper.history.customer_summary import summarise
from hooper.history.observed import Observed
from hooper.lifetime_value import bg_nbd
from hooper.scenario.scenario import Scenario
from hooper.study.offer_experiment import HeldExperiment, hold_experiment
from hooper.study.paired_futures import PairedFutures, paired_futures
from hooper.targeting import learners
from hooper.targeting.average_effect import AverageEffect, average_effect
from hooper.targeting.cross_fitting import cross_fitted
from hooper.targeting.effect_fit import Floats, LearnerSettings
from hooper.targeting.experiment import Experiment

# Every other future orders customers by their true effects and risks, and the others judge every order.
ORDERS: Final = slice(0, None, 2)
JUDGES: Final = slice(1, None, 2)


@dataclass(frozen=True)
class ScoredTargeting:
    """What each score reaches on an outcome, by name, beside what the experiment says of its mean effect.

    `true_effect` and `true_risk` (the chance to leave without an offer) are known to the simulator alone;
    `risk` is 1 - P(alive) under BG/NBD, and `lot` is no score at all. `calibrations` are of the learners that
    foretell effects. `interference` is what the experiment did to those who got no offer.
    """

    outcome: str
    average: AverageEffect
    cards: dict[str, EffectScorecard]
    calibrations: dict[str, DecileCalibration]
    interference: Interference


@dataclass(frozen=True)
class OfferTargeting:
    """The scores by outcome; `kinds` is how many of all pairs of lives are of each kind (`effect_kinds`)."""

    customers: int
    kinds: dict[str, float]
    scored: tuple[ScoredTargeting, ...]


def target_offers(
    scenario: Scenario,
    plan: RunPlan,
    outcomes: Sequence[str] = ("spend",),
    futures: int = 64,
    active_within_days: float | None = None,
    top: float = 0.1,
) -> OfferTargeting:
    """Hold an experiment at the branch of the plan and score all learners on it, for each outcome.

    Outcomes are those of the time from the branch to the plan's end; `there` needs `active_within_days`, as
    in `experiment_of`. Half of the futures order customers for the true scores, the others judge.
    """
    held = hold_experiment(scenario, plan, active_within_days)
    truth = paired_futures(scenario, plan, range(1, futures + 1)).of(held.experiment.customer_id)
    kinds = effect_kinds(truth.without["there"], truth.with_offer["there"])
    shares = np.bincount(kinds.ravel(), minlength=len(KINDS)) / kinds.size
    scored = tuple(_scored(held, truth, outcome, plan, top) for outcome in outcomes)
    return OfferTargeting(truth.customer_id.size, dict(zip(KINDS, shares.tolist(), strict=True)), scored)


def _scored(
    held: HeldExperiment, truth: PairedFutures, outcome: str, plan: RunPlan, top: float
) -> ScoredTargeting:
    experiment, effect = held.experiment, truth.effect(outcome, JUDGES)
    scores = dict(_scores(held, truth, outcome, plan))
    foretold = [each.name for each in learners.LEARNERS if each.is_effect]
    ordering = truth.effect(outcome, ORDERS)
    return ScoredTargeting(
        outcome,
        average_effect(experiment.treated, experiment.outcome(outcome)),
        {name: score_effects(score, effect, ordering, top) for name, score in scores.items()},
        {name: calibrate_by_decile(scores[name], effect) for name in foretold},
        held.interference(outcome),
    )


def _scores(
    held: HeldExperiment, truth: PairedFutures, outcome: str, plan: RunPlan
) -> Iterator[tuple[str, Floats]]:
    experiment = held.experiment
    yield "true_effect", truth.effect(outcome, ORDERS)
    for learner in learners.LEARNERS:
        settings = LearnerSettings(random_state=plan.key[0])
        yield learner.name, cross_fitted(learner, experiment, outcome, settings).values
    stays = truth.without["there"][ORDERS].mean(axis=0, dtype=np.float64)
    yield "true_risk", np.where(truth.there_before, 1.0 - stays, -1.0)
    yield "risk", _risk(held.observed, experiment)
    words = customer_words(plan.key, experiment.customer_id, plan.branch_period + 1, STRATEGY)
    yield "lot", uniforms(words)[0]


def _risk(observed: Observed, experiment: Experiment) -> Floats:
    """Return 1 - P(alive) at the review; below all others for one-time buyers, whom BG/NBD cannot rank."""
    summary = summarise(observed, experiment.review_days)
    alive = bg_nbd.probability_alive(bg_nbd.fit(summary).parameters, summary)
    risk = np.where(summary.frequency > 0, 1.0 - alive, -1.0)
    return risk[np.searchsorted(summary.customer_id, experiment.customer_id)]
