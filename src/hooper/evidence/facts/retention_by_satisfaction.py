"""The best satisfied stay, those in the middle stay less, and the least satisfied go.

Customers there after two years are cut by satisfaction at the 15th and the 85th percentile and followed for
a year. Retention rises from group to group, and the middle does not do as well as the top.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.facts.changed_worlds import with_satisfaction_unheard
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import Lives, live_cohort
from hooper.scenario.scenario import Scenario

MONTH: Final = 24
MONTHS_FOLLOWED: Final = 12
PERCENTILES: Final = (15.0, 85.0)
_TOP, _MIDDLE, _TOP_OFF = _LABELS = (
    "retention of the top 15 % less that of the middle",
    "retention of the middle less that of the bottom 15 %",
    "top less middle, satisfaction without effect",
)


def retention_by_group(lives: Lives) -> NDArray[np.float64]:
    """Return 12-month retention from month 24 on of the bottom, the middle and the top, shape `(3,)`."""
    satisfaction = lives.satisfaction[MONTH]
    cuts = np.percentile(satisfaction[lives.there[MONTH]], PERCENTILES)
    group = np.digitize(satisfaction, cuts)
    return np.array([lives.retention(group == each, MONTH, MONTHS_FOLLOWED) for each in range(3)])


def _retention(scenario: Scenario, sample: Sample) -> NDArray[np.float64]:
    lives = live_cohort(laboratory(scenario), MONTH + MONTHS_FOLLOWED, sample.size.customers, sample.keys[0])
    return retention_by_group(lives)


def measure(sample: Sample) -> Measured:
    """Live a cohort for three years, whose satisfaction matters, and one whose does not."""
    bottom, middle, top = _retention(sample.scenario, sample)
    _, middle_off, top_off = _retention(with_satisfaction_unheard(sample.scenario), sample)
    gap_off = float(top_off - middle_off)
    values = (float(top - middle), float(middle - bottom), gap_off)
    return Measured(dict(zip(_LABELS, values, strict=True)), gap_off)


FACT: Final = Fact(
    name="retention_by_satisfaction",
    number="F34",
    claim="the best satisfied stay, the middle stays less, and the least satisfied go",
    kind="emergent",
    source="a teaching text on satisfaction and loyalty (15, 70 and 15 %); band of the specification",
    off="loyalty, stages and talk do not hear satisfaction",
    bands=(Band(_TOP, low=0.05), Band(_MIDDLE, low=0.0), Band(_TOP_OFF, -0.02, 0.02)),
    full=Size(200_000),
    quick=Size(100_000),
    measure=measure,
)
