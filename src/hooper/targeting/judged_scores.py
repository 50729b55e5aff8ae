"""A learner on an experiment: the effect on each customer, and what the experiment says of that order."""

from dataclasses import dataclass

from hooper.targeting.cross_fitting import LearnedEffects, cross_fitted
from hooper.targeting.effect_fit import LearnerSettings
from hooper.targeting.experiment import Experiment
from hooper.targeting.learners import Learner
from hooper.targeting.qini import GainCurve, qini_curve
from hooper.targeting.qini_interval import QiniInterval, qini_interval
from hooper.targeting.uplift_at_top import EffectOfGroup, effects_by_group, uplift_at_top


@dataclass(frozen=True)
class Judgement:
    """What an experiment says of a score: its Qini curve with an interval of the coefficient, and groups.

    `groups` are tenths of the customers, highest scores first; `at_top` are those who are to get an offer.
    """

    curve: GainCurve
    interval: QiniInterval
    at_top: EffectOfGroup
    groups: tuple[EffectOfGroup, ...]


@dataclass(frozen=True)
class JudgedScore:
    """The learned effects, and the judgement of their order; None where nothing could be learned."""

    learned: LearnedEffects
    judgement: Judgement | None


def judge(
    learner: Learner, experiment: Experiment, outcome: str, settings: LearnerSettings, top: float
) -> JudgedScore:
    """Learn the effect on each customer from the others, and judge the order by the outcomes."""
    learned = cross_fitted(learner, experiment, outcome, settings)
    if learned.status == "failed":
        return JudgedScore(learned, None)
    score, treated, result = learned.values, experiment.treated, experiment.outcome(outcome)
    judgement = Judgement(
        qini_curve(score, treated, result),
        qini_interval(score, treated, result, experiment.customer_id, settings.random_state),
        uplift_at_top(score, treated, result, top),
        effects_by_group(score, treated, result),
    )
    return JudgedScore(learned, judgement)
