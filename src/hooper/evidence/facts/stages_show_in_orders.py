"""The stage of a customer shows in what anybody can see, if somebody has learnt what to look for.

A classifier is trained in one world of the preset `default`, in which the stages are known, and told nothing
of three others: `retail`, `startup`, and `default` with every assumed setting drawn anew from its range. In
these it tells the stage of everybody known after four years from observations alone, who is gone counting as
in decline. It must be right more often than telling the most frequent stage of everybody, and than the rule
on volume and profit, and agree with the truth more than the rule does beyond chance (Hubert and Arabie 1985).
A classifier that was taught the same stages of the wrong customers must not.

It is no fact of the catalogue: it says what can be told of customers, not what they do, and asks for
scikit-learn.
"""

from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.class_scores import ClassScores
from hooper.engine.simulate import simulate
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.lives import THREADS, first_periods
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.history import History
from hooper.scenario import presets
from hooper.scenario.another_period import in_another_period
from hooper.scenario.scenario import Scenario
from hooper.segmentation import stage_rule
from hooper.segmentation.stage_classifier import StageClassifier, StageClassifierSettings, train
from hooper.segmentation.stage_features import StageFeatureSettings
from hooper.study.parameter_draws import draw_assumptions
from hooper.study.stage_lessons import stage_lessons
from hooper.study.stage_scoring import StageScheme, score_stages

MONTHS: Final = 48
REVIEW_MONTHS: Final = range(6, MONTHS + 1, 6)
_GAIN, _AGREEMENT, _GAIN_OFF = _LABELS = (
    "least gain in accuracy over the largest class and the rule",
    "least gain in the adjusted Rand index over the rule",
    "greatest gain in accuracy, taught the stages of others",
)


def worlds_to_tell(sample: Sample) -> dict[str, Scenario]:
    """Return the three worlds that the classifier has not seen, by name."""
    unlike = {
        name: in_another_period(presets.load(name), sample.scenario.period) for name in ("retail", "startup")
    }
    retail, startup = unlike["retail"], unlike["startup"]
    drawn = draw_assumptions(sample.scenario, draw=1)
    size = sample.size.customers
    # A young firm has its own hundred first customers, and a market that comes to it.
    return {"retail": of_size(retail, size), "startup": startup, "default, drawn": of_size(drawn, size)}


def live(scenario: Scenario, seed: int) -> History:
    """Return the history of four years of a world."""
    periods = first_periods(MONTHS, scenario.period_days)[-1]
    return simulate(scenario, periods, seed=seed, threads=THREADS).history


def taught(sample: Sample) -> tuple[StageClassifier, StageClassifier]:
    """Return a classifier taught in the world of the sample, and one taught the stages of others there."""
    features = features_of(sample.scenario)
    history = live(of_size(sample.scenario, sample.size.customers), sample.seed)
    lessons = stage_lessons(history, [month * DAYS_PER_MONTH for month in REVIEW_MONTHS], features)
    settings = StageClassifierSettings()
    return (
        train(lessons.features, lessons.stages, settings),
        train(lessons.features, _of_others(lessons.stages), settings),
    )


def features_of(scenario: Scenario) -> StageFeatureSettings:
    """Return the settings of features for a history of this scenario."""
    return StageFeatureSettings(period_days=scenario.period_days)


def _of_others(stages: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the stages in an order that has nothing to do with the customers', but is always the same."""
    golden = (np.sqrt(5.0) - 1.0) / 2.0
    return stages[np.argsort(np.arange(stages.size) * golden % 1.0)]


def _scores(scheme: StageScheme, history: History, scenario: Scenario) -> ClassScores:
    return score_stages(scheme, history, MONTHS * DAYS_PER_MONTH, scenario.period_days).everybody


def measure(sample: Sample) -> Measured:
    """Teach in one world, and tell in three others."""
    rightly, wrongly = taught(sample)
    by_rule = partial(stage_rule.stage_of, settings=stage_rule.StageRuleSettings())
    gains, agreements, gains_off = [], [], []
    for scenario in worlds_to_tell(sample).values():
        history = live(scenario, sample.seed + 1)
        features = features_of(scenario)
        on, off, rule = (
            _scores(scheme, history, scenario)
            for scheme in (
                partial(rightly.stage_of, settings=features),
                partial(wrongly.stage_of, settings=features),
                by_rule,
            )
        )
        bar = max(on.largest_class, rule.accuracy)
        gains.append(on.accuracy - bar)
        gains_off.append(off.accuracy - bar)
        agreements.append(on.adjusted_rand_index - rule.adjusted_rand_index)
    values = (min(gains), min(agreements), max(gains_off))
    return Measured(dict(zip(_LABELS, values, strict=True)), max(gains_off))


FACT: Final = Fact(
    name="stages_show_in_orders",
    number="D7",
    claim="the stage of a customer can be told from observations in worlds that were never seen before",
    kind="emergent",
    source="bands of the specification: better than the largest class and than the rule",
    off="taught the stages of other customers",
    bands=(Band(_GAIN, low=0.01), Band(_AGREEMENT, low=0.01), Band(_GAIN_OFF, high=0.0)),
    full=Size(4_000),
    quick=Size(1_000),
    measure=measure,
)
