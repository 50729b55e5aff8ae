"""Relationships end in four patterns: early abortion, death midway, early exit, and long maintenance.

A life is aborted early if it ends before formation, dies midway if it ends in or after formation without
stability, exits early if it has seen stability for a year at most, and is maintained long if it has seen
more. Lives that go on are counted when they are known to be long. Each pattern makes up a fair share.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.facts.changed_worlds import without_laws
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import Lives, live_cohort
from hooper.mechanisms.life_patterns import PATTERNS, UNKNOWN, life_patterns
from hooper.scenario.scenario import Scenario

MONTHS: Final = 60
LONG: Final = 12
_RAREST: Final = "share of the rarest pattern"
_RAREST_OFF: Final = "share of the rarest pattern, stages off"


def shares_of_patterns(lives: Lives) -> NDArray[np.float64]:
    """Return the shares of the four patterns among the lives whose pattern is known, shape `(4,)`."""
    pattern = life_patterns(lives.stage, LONG)
    return np.bincount(pattern[pattern != UNKNOWN], minlength=len(PATTERNS)) / (pattern != UNKNOWN).sum()


def _shares(scenario: Scenario, sample: Sample) -> NDArray[np.float64]:
    lives = live_cohort(laboratory(scenario), MONTHS, sample.size.customers, sample.keys[0])
    return shares_of_patterns(lives)


def measure(sample: Sample) -> Measured:
    """Live a cohort for five years, with stages and without."""
    on, off = (
        _shares(scenario, sample) for scenario in (sample.scenario, without_laws(sample.scenario, "stages"))
    )
    values = {_share(pattern): float(share) for pattern, share in zip(PATTERNS, on, strict=True)}
    rarest_off = float(off.min())
    return Measured({_RAREST: float(on.min()), **values, _RAREST_OFF: rarest_off}, rarest_off)


def _share(pattern: str) -> str:
    return f"share of {pattern}"


FACT: Final = Fact(
    name="four_patterns_of_life",
    number="F5",
    claim="some relationships are aborted early, some die midway, some exit early, and some last",
    kind="tuned to",
    source="Dwyer, Schurr and Oh (1987) for the stages; bands of the specification",
    off="no stages",
    bands=(
        Band(_RAREST, low=0.03),
        *(Band(_share(pattern), low=0.03) for pattern in PATTERNS),
        Band(_RAREST_OFF, high=0.03),
    ),
    full=Size(200_000),
    quick=Size(50_000),
    measure=measure,
)
