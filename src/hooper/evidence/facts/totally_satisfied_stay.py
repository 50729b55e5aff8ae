"""Under fierce competition the satisfied leave several times as often as the totally satisfied.

Customers there after two years are asked for a rating from 1 to 5 and followed for a year. The share of
those who rate 4 and leave is set against that of those who rate 5. Where competition is mild, hardly anybody
leaves for want of the last bit of satisfaction.
"""

from typing import Final

from hooper.evidence.facts.by_rating import RECORDED, retention_by_rating
from hooper.evidence.facts.changed_worlds import with_satisfaction_unheard, with_setting
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import Lives, live_cohort
from hooper.scenario.scenario import Scenario

MONTH: Final = 24
MONTHS_FOLLOWED: Final = 12
FIERCE, MILD = 0.9, 0.1
_RATIO, _RATIO_MILD, _RATIO_OFF = _LABELS = (
    "defection of rating 4 over that of rating 5, competition .9",
    "the same ratio, competition .1",
    "the same ratio, competition .9, satisfaction without effect",
)


def ratio_of_defection(lives: Lives, score_slope: float) -> float:
    """Return 12-month defection from month 24 on of those who rate 4 over that of those who rate 5."""
    *_, next_box, top_box = 1.0 - retention_by_rating(lives, MONTH, MONTHS_FOLLOWED, score_slope)
    return float(next_box / top_box)


def _ratio(scenario: Scenario, competition: float, sample: Sample) -> float:
    world = laboratory(with_setting(scenario, "loyalty.competition", competition), "desk_at_once")
    months = MONTH + MONTHS_FOLLOWED
    lives = live_cohort(world, months, sample.size.customers, sample.keys[0], RECORDED)
    return ratio_of_defection(lives, scenario.loyalty.score_slope)


def measure(sample: Sample) -> Measured:
    """Live a cohort under fierce and mild competition, and one whose satisfaction does not matter."""
    off = _ratio(with_satisfaction_unheard(sample.scenario), FIERCE, sample)
    values = (_ratio(sample.scenario, FIERCE, sample), _ratio(sample.scenario, MILD, sample), off)
    return Measured(dict(zip(_LABELS, values, strict=True)), off)


FACT: Final = Fact(
    name="totally_satisfied_stay",
    number="F9",
    claim="under fierce competition the satisfied leave several times as often as the totally satisfied",
    kind="emergent",
    source="Jones and Sasser (1995): six times among the customers of Xerox; band of the specification",
    off="loyalty, stages and talk do not hear satisfaction",
    bands=(Band(_RATIO, 3.0, 8.0), Band(_RATIO_MILD, high=1.5), Band(_RATIO_OFF, 0.9, 1.1)),
    full=Size(400_000),
    quick=Size(100_000),
    measure=measure,
)
