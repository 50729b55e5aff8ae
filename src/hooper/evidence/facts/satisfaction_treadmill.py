"""A lasting rise of quality pleases for a while, until expectation has caught up.

Quality rises by .6 for everybody and for good. The gap between experience and expectation that it opens
closes geometrically, by `(1 - a) (1 - kappa)` a month, with adaptation a and pull of rivals kappa: its
half-life is `ln .5 / ln((1 - a) (1 - kappa))` months. It settles at what rivals keep open. Satisfaction
keeps a part of the rise, for it judges the level too. Figures are differences between a world with the
rise and the same world without it, over the customers who are still there in both.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.facts.changed_worlds import with_setting, without_laws
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.gaps_by_sign import GAPS
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import NO_STEP, Lives, Step, live_cohort
from hooper.scenario.scenario import Scenario

STEP: Final = Step("quality_change", month=24, size=0.6)
MONTHS: Final = 60
MONTHS_OF_CLOSING: Final = 9
MONTHS_SETTLED: Final = 6
# What is left of a gap below this share of it counts as closed: it is chance, and has no half-life.
CLOSED: Final = 0.05
_SPEED, _STAYS, _SPEED_OFF, _STAYS_OFF = _LABELS = (
    "half-life by the formula over the half-life of the gap",
    "satisfaction gained that stays",
    "the same ratio of half-lives, no adaptation",
    "satisfaction gained that stays, no level term and no rival",
)


def monthly_rate(gap: NDArray[np.float64]) -> float:
    """Return the rate a month at which a gap closes towards where it settles; zero if it does not.

    `gap` has a value for each month, the first when it opens; ln 2 over the rate is its half-life.

    >>> round(monthly_rate(0.1 + 0.5 * 0.8 ** np.arange(60.0)) / -math.log(0.8), 3)
    1.0
    """
    excess = gap[:MONTHS_OF_CLOSING] - gap[-MONTHS_SETTLED:].mean()
    closing = np.log(np.maximum(excess, CLOSED * np.abs(gap).max()))
    return -float(np.polyfit(np.arange(closing.size), closing, 1)[0])


def what_the_step_adds(with_step: Lives, without_step: Lives, rows: tuple[str, ...]) -> NDArray[np.float64]:
    """Return what the step adds to the sum of some rows, a mean over those there in both, month by month.

    What happens in a month stands in the row of its end. The months are those from the step on.
    """
    there = (with_step.there & without_step.there)[STEP.month : -1]
    added = np.zeros(there.shape)
    for row in rows:
        added += (with_step.recorded[row] - without_step.recorded[row])[STEP.month + 1 :]
    return np.where(there, added, 0.0).sum(axis=1) / there.sum(axis=1)


def _pair(scenario: Scenario, sample: Sample) -> tuple[Lives, Lives]:
    world, recorded = laboratory(scenario, "gaps_by_sign"), ("satisfaction", *GAPS)
    with_step, without_step = (
        live_cohort(world, MONTHS, sample.size.customers, sample.keys[0], recorded, step)
        for step in (STEP, NO_STEP)
    )
    return with_step, without_step


def _speed(pair: tuple[Lives, Lives], sample: Sample) -> float:
    """Return the rate of closing over that of the formula, which is taken from the world of the sample."""
    pulls = sample.scenario.expectation
    formula = math.log1p(-pulls.adaptation_per_month) + math.log1p(-pulls.rival_pull_per_month)
    return monthly_rate(what_the_step_adds(*pair, ("gap_above", "gap_below"))) / -formula


def _stays(pair: tuple[Lives, Lives]) -> float:
    return float(what_the_step_adds(*pair, ("satisfaction",))[-MONTHS_SETTLED:].mean())


def measure(sample: Sample) -> Measured:
    """Live a cohort with the step and without it, with expectation that adapts and that does not."""
    world = sample.scenario
    without_level = with_setting(world, "satisfaction.level_weight", 0.0)
    treadmill = with_setting(without_level, "expectation.rival_pull_per_month", 0.0)
    pair = _pair(world, sample)
    speed_off = _speed(_pair(without_laws(world, "expectation"), sample), sample)
    values = (_speed(pair, sample), _stays(pair), speed_off, _stays(_pair(treadmill, sample)))
    return Measured(dict(zip(_LABELS, values, strict=True)), speed_off)


FACT: Final = Fact(
    name="satisfaction_treadmill",
    number="F15",
    claim="a lasting rise of quality pleases until expectation has caught up; a part of it stays",
    kind="built in",
    source="Boulding, Kalra, Staelin and Zeithaml (1993)",
    off="expectation does not move",
    bands=(
        Band(_SPEED, 0.95, 1.05),
        Band(_STAYS, low=0.0),
        Band(_SPEED_OFF, -0.05, 0.05),
        Band(_STAYS_OFF, -0.02, 0.02),
    ),
    full=Size(50_000),
    quick=Size(20_000),
    measure=measure,
)
