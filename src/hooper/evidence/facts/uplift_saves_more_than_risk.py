"""Offers save more customers where they change something than where the risk is highest.

Half of those who bought in the last quarter get an offer by lot after two years, and a learner learns from
the next half year who stays because of it. The same customers live futures with an offer to all and with
none, which judge the tenth that each score puts first. The true scores are those of the laws at the state of
the day: the hazard, and by how much a fresh offer lowers it.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.effect_scorecard import true_gain_curve
from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.true_view import true_state
from hooper.engine.world import World
from hooper.evidence.facts.changed_worlds import with_setting
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import THREADS, first_periods
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.scenario import Scenario
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.random_offer import RandomOffer
from hooper.study.paired_futures import ENOUGH, EVERYBODY, lives_of
from hooper.targeting import learners
from hooper.targeting.cross_fitting import cross_fitted
from hooper.targeting.effect_fit import LearnerSettings
from hooper.targeting.experiment import Experiment, experiment_of

MONTH: Final = 24
MONTHS_FOLLOWED: Final = 6
TOP: Final = 0.1
FUTURES: Final = 12
_ACTIVE_WITHIN_DAYS: Final = 3.0 * DAYS_PER_MONTH
_A_THOUSAND: Final = 1_000.0
_TWO_SIDED_95_PER_CENT: Final = 1.96
_LEARNER: Final = learners.get("plain_t_learner")
Floats = NDArray[np.float64]
_RATIO, _UPLIFT, _RISK, _LEARNED, _LEARNED_LOW, _LEARNED_HIGH, _IN_EXPERIMENT, _RATIO_OFF = _LABELS = (
    "customers saved by offers to the tenth with the highest true uplift, over the tenth at the highest risk",
    "saved by 1,000 offers where the true uplift is highest",
    "saved by 1,000 offers where the true risk is highest",
    "saved by 1,000 offers where the learned uplift is highest",
    "the same, low end of its 95 % interval",
    "the same, high end of its 95 % interval",
    "customers in the experiment that it was learned from",
    "the ratio where all are persuaded alike",
)


@dataclass(frozen=True)
class Scored:
    """The mean effect on staying in the futures that judge, and three scores, of n customers; `(n,)` each."""

    effect: Floats
    uplift: Floats
    risk: Floats
    learned: Floats

    def saved(self, score: Floats) -> float:
        """Return how many customers 1,000 offers save among those with the highest scores."""
        return _A_THOUSAND * true_gain_curve(score, self.effect).at(TOP) / TOP


def all_persuaded_alike(scenario: Scenario) -> Scenario:
    """Return the world in which offers persuade everybody, so that risk and uplift have the same order."""
    alike = with_setting(scenario, "character.persuadable_share", 1.0)
    return with_setting(alike, "character.annoyed_share", 0.0)


def scored(world: World, sample: Sample) -> Scored:
    """Hold the experiment in a world, score its customers, and let them live the futures that judge."""
    begins = first_periods(MONTH + MONTHS_FOLLOWED, world.scenario.period_days)
    plan = RunPlan(sample.keys[0], begins[-1], begins[MONTH], review_periods=begins[-1])
    experiment = _experiment(world, plan)
    arms = [(arm, future) for future in range(1, FUTURES + 1) for arm in (NoIntervention(), EVERYBODY)]
    lives = lives_of(world, plan, experiment.customer_id, arms)
    there = np.array([each["there"] for each in lives], np.float64)
    start = run(world, replace(plan, periods=plan.branch_period), threads=THREADS)
    ids = start.population.customer_id[: start.population.size]
    by_id = np.argsort(ids)
    own = by_id[np.searchsorted(ids[by_id], experiment.customer_id)]
    truth = true_state(start.population, world.scenario, 1.0)
    hazard, pull = truth.hazard_per_period[own], truth.persuadability[own]
    learned = cross_fitted(_LEARNER, experiment, "there", LearnerSettings(random_state=sample.seed))
    effect = there[1::2].mean(axis=0) - there[0::2].mean(axis=0)
    return Scored(effect, hazard * (1.0 - np.exp(-pull)), hazard, learned.values)


def _experiment(world: World, plan: RunPlan) -> Experiment:
    lots = RandomOffer(active_within_days=_ACTIVE_WITHIN_DAYS)
    held = run(world, replace(plan, strategy=lots, grant_per_review=ENOUGH), threads=THREADS)
    return experiment_of(
        held.history.observed,
        world.scenario.period_days,
        review_period=plan.branch_period,
        active_within_days=_ACTIVE_WITHIN_DAYS,
    )


def measure(sample: Sample) -> Measured:
    """Score customers by uplift and by risk, where persuadability is a trait of its own and where not."""
    world = of_size(sample.scenario, sample.size.customers)
    found = scored(laboratory(world), sample)
    alike = scored(laboratory(all_persuaded_alike(world)), sample)
    uplift, risk, learned = (found.saved(score) for score in (found.uplift, found.risk, found.learned))
    top = found.effect[np.argsort(-found.learned, kind="stable")[: round(TOP * found.learned.size)]]
    half_width = _TWO_SIDED_95_PER_CENT * _A_THOUSAND * float(top.std(ddof=1)) / np.sqrt(top.size)
    off = alike.saved(alike.uplift) / alike.saved(alike.risk)
    of_learned = (learned, learned - half_width, learned + half_width, float(found.learned.size))
    values = (uplift / risk, uplift, risk, *of_learned, off)
    return Measured(dict(zip(_LABELS, values, strict=True)), off)


# The learned score is told, not judged: its bands are what it can be at all.
_ANY: Final = (-_A_THOUSAND, _A_THOUSAND)
FACT: Final = Fact(
    name="uplift_saves_more_than_risk",
    number="F26",
    claim="offers save more customers where they change something than where the risk is highest",
    kind="built in",
    source="Ascarza (2018), Retention futility, Journal of Marketing Research 55(1)",
    off="offers persuade everybody alike",
    bands=(
        Band(_RATIO, low=1.5),
        Band(_UPLIFT, low=0.0),
        Band(_RISK, low=0.0),
        Band(_LEARNED, *_ANY),
        Band(_LEARNED_LOW, *_ANY),
        Band(_LEARNED_HIGH, *_ANY),
        Band(_IN_EXPERIMENT, low=1.0),
        Band(_RATIO_OFF, 0.9, 1.1),
    ),
    full=Size(50_000),
    quick=Size(10_000),
    measure=measure,
)
