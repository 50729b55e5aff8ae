"""What customers do rises ever faster with their rating, and what they say they will do ever more slowly.

Customers there after two years are asked for a rating from 1 to 5 and for their intent to buy again, and are
followed for a year. A parabola over the five ratings, by least squares, opens upwards for those who stay and
downwards for the mean stated intent. Competition is fierce (.9), as among the car makers of the source:
where it is milder, hardly anybody who rates 4 leaves, and what customers do is concave too.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.facts.by_rating import RECORDED, rating_of, reported, retention_by_rating
from hooper.evidence.facts.changed_worlds import with_satisfaction_unheard, with_setting
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import Lives, live_cohort
from hooper.mechanisms.survey_answers import RATINGS, score, stated_intent
from hooper.scenario.scenario import Scenario

MONTH: Final = 24
MONTHS_FOLLOWED: Final = 12
COMPETITION: Final = 0.9
_BEHAVIOUR, _INTENT, _BEHAVIOUR_OFF = _LABELS = (
    "curvature of 12-month retention over ratings",
    "curvature of stated intent over ratings",
    "curvature of retention, satisfaction without effect",
)


def curvature(by_rating: NDArray[np.float64]) -> float:
    """Return the coefficient of the square in the parabola through values of the five ratings."""
    return float(np.polyfit(RATINGS, by_rating, 2)[0])


def intent_by_rating(lives: Lives, score_slope: float) -> NDArray[np.float64]:
    """Return the mean intent that those there in month 24 state, by rating, shape `(5,)`."""
    there, given = lives.there[MONTH], rating_of(lives, MONTH, score_slope)
    intent = stated_intent(score(reported(lives, MONTH), score_slope))
    return np.array([intent[there & (given == each)].mean(dtype=np.float64) for each in RATINGS])


def curvatures(scenario: Scenario, sample: Sample) -> tuple[float, float]:
    """Return the curvature of retention and that of stated intent in the world of a scenario."""
    slope, months = scenario.loyalty.score_slope, MONTH + MONTHS_FOLLOWED
    world = laboratory(scenario, "desk_at_once")
    lives = live_cohort(world, months, sample.size.customers, sample.keys[0], RECORDED)
    retention = retention_by_rating(lives, MONTH, MONTHS_FOLLOWED, slope)
    return curvature(retention), curvature(intent_by_rating(lives, slope))


def measure(sample: Sample) -> Measured:
    """Live a cohort under fierce competition whose satisfaction matters, and one whose does not."""
    fierce = with_setting(sample.scenario, "loyalty.competition", COMPETITION)
    behaviour_off, _ = curvatures(with_satisfaction_unheard(fierce), sample)
    values = (*curvatures(fierce, sample), behaviour_off)
    return Measured(dict(zip(_LABELS, values, strict=True)), behaviour_off)


FACT: Final = Fact(
    name="intent_is_concave_behaviour_convex",
    number="F16",
    claim="under fierce competition staying is convex in the rating, and stated intent concave",
    kind="emergent",
    source="Mittal and Kamakura (2001)",
    off="loyalty, stages and talk do not hear satisfaction",
    bands=(Band(_BEHAVIOUR, low=0.0), Band(_INTENT, high=0.0), Band(_BEHAVIOUR_OFF, -0.01, 0.01)),
    full=Size(200_000),
    quick=Size(50_000),
    measure=measure,
)
