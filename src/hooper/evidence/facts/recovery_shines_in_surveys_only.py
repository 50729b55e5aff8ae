"""A failure that was made good lifts what customers say, and leaves what they do nearly as it was.

Everybody meets a failure that is forced upon them and felt in month 24: made good in one world, not made
good in another, and none in a third. Asked two months later, customers are the more satisfied for the
recovery. A year later nearly as many are there as without the failure, where an unrecovered one drives some
out. What is lost comes of second failures, which are not forgiven. The worlds have the same customers: in
one world, those who met a failure are those who buy more.
"""

from typing import Final

from hooper.evidence.facts.by_rating import RECORDED, reported
from hooper.evidence.facts.changed_worlds import without_laws
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.forced_failure import ForcedFailure
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import Lives, first_periods, live_cohort
from hooper.scenario.scenario import Scenario

MONTH: Final = 24
MONTH_OF_SURVEY: Final = 26
MONTHS_FOLLOWED: Final = 12
# Failures felt, and failures made good.
NONE, RECOVERED, UNRECOVERED = (0, 0), (0, 1), (1, 0)
_SAID, _DONE, _SHARE, _SAID_OFF = _LABELS = (
    "reported satisfaction, recovered less none",
    "12-month retention, recovered less none",
    "the same over unrecovered less none",
    "reported satisfaction, recovered less none, recovery off",
)


def said(lives: Lives, without: Lives) -> float:
    """Return how much more satisfied customers say they are than without: those there in both worlds."""
    there = lives.there[MONTH_OF_SURVEY] & without.there[MONTH_OF_SURVEY]
    return float((reported(lives, MONTH_OF_SURVEY) - reported(without, MONTH_OF_SURVEY))[there].mean())


def done(lives: Lives, without: Lives) -> float:
    """Return the 12-month retention from month 24 on less that without."""
    retention, usual = (
        each.retention(each.there[MONTH], MONTH, MONTHS_FOLLOWED) for each in (lives, without)
    )
    return retention - usual


def _lives(scenario: Scenario, failures: tuple[int, int], sample: Sample) -> Lives:
    just_before = first_periods(MONTH, scenario.period_days)[-1] - 1
    failure = ForcedFailure(just_before, *failures)
    world = laboratory(scenario, "desk_at_once", "forced_failure", failure=failure)
    return live_cohort(world, MONTH + MONTHS_FOLLOWED, sample.size.customers, sample.keys[0], RECORDED)


def measure(sample: Sample) -> Measured:
    """Live a cohort with each kind of failure, and two without the law of recovery."""
    none, recovered, unrecovered = (
        _lives(sample.scenario, failures, sample) for failures in (NONE, RECOVERED, UNRECOVERED)
    )
    off = without_laws(sample.scenario, "recovery")
    said_off = said(_lives(off, RECOVERED, sample), _lives(off, NONE, sample))
    lost = done(recovered, none)
    values = (said(recovered, none), lost, lost / done(unrecovered, none), said_off)
    return Measured(dict(zip(_LABELS, values, strict=True)), said_off)


FACT: Final = Fact(
    name="recovery_shines_in_surveys_only",
    number="F28",
    claim="a failure made good lifts what customers say, and leaves what they do nearly as it was",
    kind="built in",
    source="de Matos, Henrique and Rossi (2007); bands of the specification",
    off="no recovery",
    bands=(
        Band(_SAID, low=0.0),
        Band(_DONE, -0.01, 0.01),
        Band(_SHARE, -0.25, 0.25),
        Band(_SAID_OFF, -0.01, 0.01),
    ),
    full=Size(200_000),
    quick=Size(50_000),
    measure=measure,
)
