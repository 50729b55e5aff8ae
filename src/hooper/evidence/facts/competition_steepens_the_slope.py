"""What quality does for retention grows with competition.

After a year everybody's quality rises by .6 in one world and falls by .6 in another. The difference in
retention over the year after is the effect of quality. It is the larger, the fiercer the competition: who
has nowhere to go stays whatever the quality.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.world import World
from hooper.evidence.facts.changed_worlds import with_setting, without_moderation
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import Step, live_cohort
from hooper.scenario.scenario import Scenario

COMPETITION: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
MONTH: Final = 12
MONTHS_FOLLOWED: Final = 12
STEP: Final = 0.6
_RISE, _LEAST_RISE, _RISE_OFF = _LABELS = (
    "effect of quality under the fiercest competition less that without",
    "least rise of the effect from one c to the next",
    "the same difference, moderation off",
)


def _retention_after(world: World, size: float, sample: Sample) -> float:
    step = Step("quality_change", MONTH, size)
    months = MONTH + MONTHS_FOLLOWED
    lives = live_cohort(world, months, sample.size.customers, sample.keys[0], step=step)
    return lives.retention(lives.there[MONTH], MONTH, MONTHS_FOLLOWED)


def _effect_by_competition(scenario: Scenario, sample: Sample) -> NDArray[np.float64]:
    worlds = (laboratory(with_setting(scenario, "loyalty.competition", c)) for c in COMPETITION)
    return np.array(
        [_retention_after(world, STEP, sample) - _retention_after(world, -STEP, sample) for world in worlds]
    )


def measure(sample: Sample) -> Measured:
    """Live a cohort with better and with worse quality in each intensity of competition."""
    on = _effect_by_competition(sample.scenario, sample)
    off = _effect_by_competition(without_moderation(sample.scenario), sample)
    rise_off = float(off[-1] - off[0])
    values = (float(on[-1] - on[0]), float(np.diff(on).min()), rise_off)
    return Measured(dict(zip(_LABELS, values, strict=True)), rise_off)


FACT: Final = Fact(
    name="competition_steepens_the_slope",
    number="F11",
    claim="what quality does for retention grows with competition",
    kind="emergent",
    source="Jones and Sasser (1995)",
    off="one curve of loyalty for all c, and no rival",
    bands=(Band(_RISE, low=0.0), Band(_LEAST_RISE, low=0.0), Band(_RISE_OFF, -0.01, 0.01)),
    full=Size(200_000),
    quick=Size(50_000),
    measure=measure,
)
