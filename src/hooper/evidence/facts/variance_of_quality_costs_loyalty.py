"""Quality that varies loses customers, though it is as good on average.

Two worlds have the same mean quality, with half the usual noise from one judgement to the next (.3), and
with one and a half times as much (.9). More of the cohort is there after two years where quality is steady.
Without loss aversion little of that is left: bad months hurt more than good ones help.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.facts.changed_worlds import with_setting
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import live_cohort
from hooper.evidence.facts.replications import in_standard_errors

MONTHS: Final = 24
STEADY: Final = 0.5
VARYING: Final = 1.5
_LOST, _ERRORS, _SHARE_OFF = _LABELS = (
    "24-month survival lost to variance",
    "the loss in standard errors",
    "share of the loss that is left at loss aversion 1",
)


def _survival(loss_aversion: float, noise: float, sample: Sample) -> NDArray[np.float64]:
    """Return the share that is there in the end under some times the usual noise, for each replication."""
    averse = with_setting(sample.scenario, "satisfaction.loss_aversion", loss_aversion)
    noise_sd = noise * averse.experience.noise_sd
    world = laboratory(with_setting(averse, "experience.noise_sd", noise_sd))
    return np.array(
        [live_cohort(world, MONTHS, sample.size.customers, key).survival[-1] for key in sample.keys]
    )


def measure(sample: Sample) -> Measured:
    """Live cohorts with steady and with varying quality, averse to losses and not."""
    on, off = (
        _survival(loss_aversion, STEADY, sample) - _survival(loss_aversion, VARYING, sample)
        for loss_aversion in (2.0, 1.0)
    )
    values = (float(on.mean()), in_standard_errors(on), float(off.mean() / on.mean()))
    return Measured(dict(zip(_LABELS, values, strict=True)), float(off.mean()))


FACT: Final = Fact(
    name="variance_of_quality_costs_loyalty",
    number="F14",
    claim="quality that varies loses customers, though it is as good on average",
    kind="emergent",
    source="follows from loss aversion (Anderson and Sullivan 1993)",
    off="loss aversion 1",
    bands=(Band(_LOST, low=0.0), Band(_ERRORS, low=3.0), Band(_SHARE_OFF, -0.15, 0.15)),
    full=Size(20_000, replications=20),
    quick=Size(10_000, replications=10),
    measure=measure,
)
