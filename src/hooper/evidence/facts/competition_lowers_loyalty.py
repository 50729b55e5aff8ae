"""Equally satisfied customers are the less loyal, the fiercer the competition.

After a year, customers with a satisfaction score of .75, give or take .06, are followed for another year,
in worlds that differ in the intensity of competition c alone. The score is logistic(slope * C), as the law
of loyalty has it. Their retention falls with c, and by far.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.facts.changed_worlds import with_setting, without_moderation
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import Lives, live_cohort
from hooper.mechanisms.survey_answers import score
from hooper.scenario.scenario import Scenario

COMPETITION: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
MONTH: Final = 12
MONTHS_FOLLOWED: Final = 12
SCORE: Final = 0.75
MARGIN_OF_SCORE: Final = 0.06
_SPREAD, _LEAST_FALL, _SPREAD_OFF = _LABELS = (
    "retention without competition less that under the fiercest",
    "least fall of retention from one c to the next",
    "the same difference, moderation off",
)


def retention_at_the_score(lives: Lives, score_slope: float) -> float:
    """Return 12-month retention of those there in month 12 with about the score in question."""
    off_the_score = np.abs(score(lives.satisfaction[MONTH], score_slope) - SCORE)
    return lives.retention(off_the_score <= MARGIN_OF_SCORE, MONTH, MONTHS_FOLLOWED)


def _retention_by_competition(scenario: Scenario, sample: Sample) -> NDArray[np.float64]:
    worlds = (laboratory(with_setting(scenario, "loyalty.competition", c)) for c in COMPETITION)
    cohorts = (
        live_cohort(world, MONTH + MONTHS_FOLLOWED, sample.size.customers, sample.keys[0]) for world in worlds
    )
    return np.array([retention_at_the_score(lives, scenario.loyalty.score_slope) for lives in cohorts])


def measure(sample: Sample) -> Measured:
    """Live a cohort in each intensity of competition, with its moderation and without."""
    on = _retention_by_competition(sample.scenario, sample)
    off = _retention_by_competition(without_moderation(sample.scenario), sample)
    spread_off = float(off[0] - off[-1])
    values = (float(on[0] - on[-1]), float(-np.diff(on).max()), spread_off)
    return Measured(dict(zip(_LABELS, values, strict=True)), spread_off)


FACT: Final = Fact(
    name="competition_lowers_loyalty",
    number="F10",
    claim="equally satisfied customers are the less loyal, the fiercer the competition",
    kind="built in",
    source="Jones and Sasser (1995)",
    off="one curve of loyalty for all c, and no rival",
    bands=(Band(_SPREAD, low=0.15), Band(_LEAST_FALL, low=0.0), Band(_SPREAD_OFF, -0.01, 0.01)),
    full=Size(200_000),
    quick=Size(50_000),
    measure=measure,
)
