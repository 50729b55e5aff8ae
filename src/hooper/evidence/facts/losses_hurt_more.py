"""What falls short of expectation moves satisfaction more than what exceeds it.

The change of satisfaction in a period, the last of each month, is regressed on the gaps above and below
expectation (`gaps_by_sign`), with satisfaction and expectation before it as controls. The slope below is
about twice the slope above at a loss aversion of 2, and the same at 1.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.facts.changed_worlds import with_setting
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.gaps_by_sign import WRITTEN_DOWN
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import Lives, live_cohort

FIRST_MONTH: Final = 6
MONTHS: Final = 36
_RATIO, _RATIO_OFF = "slope of losses over slope of gains", "the same ratio at loss aversion 1"


def ratio_of_slopes(lives: Lives) -> float:
    """Return the slope of losses over that of gains, by least squares over customers and months."""
    lived = lives.there[FIRST_MONTH:-1]
    after = _after(lives.satisfaction)[lived]
    above, below, expected, before = (_after(lives.recorded[row])[lived] for row in WRITTEN_DOWN)
    factors = np.column_stack([np.ones(before.size), above, below, before, expected])
    slopes = np.linalg.lstsq(factors, after - before)[0]
    return float(slopes[2] / slopes[1])


def _after(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return what was written down in each month's last period, which stands in the row of its end."""
    return values[FIRST_MONTH + 1 :].astype(np.float64)


def _ratio(loss_aversion: float, sample: Sample) -> float:
    scenario = with_setting(sample.scenario, "satisfaction.loss_aversion", loss_aversion)
    world, recorded = laboratory(scenario, "gaps_by_sign"), ("satisfaction", *WRITTEN_DOWN)
    return ratio_of_slopes(live_cohort(world, MONTHS, sample.size.customers, sample.keys[0], recorded))


def measure(sample: Sample) -> Measured:
    """Live a cohort that is averse to losses, and one that is not."""
    on, off = _ratio(2.0, sample), _ratio(1.0, sample)
    return Measured({_RATIO: on, _RATIO_OFF: off}, off)


FACT: Final = Fact(
    name="losses_hurt_more",
    number="F13",
    claim="what falls short of expectation moves satisfaction more than what exceeds it",
    kind="built in",
    source="Anderson and Sullivan (1993)",
    off="loss aversion 1",
    bands=(Band(_RATIO, 1.5, 2.5), Band(_RATIO_OFF, 0.9, 1.1)),
    full=Size(50_000),
    quick=Size(20_000),
    measure=measure,
)
