"""Retention rises by sorting alone: nobody's chance to leave changes, but the frail leave first.

With stages, satisfaction, emotional loyalty and failures off, a customer's hazard is constant and
proportional to the own frailty. The slope of retention on tenure, over three years and weighted by how many
are left, is above zero all the same. With equal frailty it is zero.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.facts.changed_worlds import with_equal_frailty, without_laws
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import live_cohort
from hooper.evidence.facts.replications import in_standard_errors
from hooper.scenario.scenario import Scenario

MONTHS: Final = 36
_SLOPE, _ERRORS, _ERRORS_OFF = _LABELS = (
    "slope of retention a month",
    "the slope in standard errors",
    "the slope in standard errors, equal frailty",
)


def slope_of_retention(counts: NDArray[np.int64]) -> float:
    """Return the slope of monthly retention on tenure by least squares, weighted by the customers at risk.

    `counts` says how many are there when each month begins, and at the end; months with nobody are left
    out.
    """
    at_risk = counts[:-1][counts[:-1] > 0]
    retention = counts[1 : at_risk.size + 1] / at_risk
    months = np.arange(at_risk.size)
    return float(np.polyfit(months, retention, 1, w=np.sqrt(at_risk))[0])


def _slopes(scenario: Scenario, sample: Sample) -> NDArray[np.float64]:
    """Return the slope of each replication."""
    world = laboratory(scenario)
    return np.array(
        [
            slope_of_retention(live_cohort(world, MONTHS, sample.size.customers, key).counts)
            for key in sample.keys
        ]
    )


def measure(sample: Sample) -> Measured:
    """Live cohorts whose customers never change, with frailty and without."""
    unchanging = without_laws(sample.scenario, "stages", "satisfaction", "emotional_loyalty", "failure")
    on, off = _slopes(unchanging, sample), _slopes(with_equal_frailty(unchanging), sample)
    values = (float(on.mean()), in_standard_errors(on), in_standard_errors(off))
    return Measured(dict(zip(_LABELS, values, strict=True)), float(off.mean()))


FACT: Final = Fact(
    name="retention_rises_by_sorting",
    number="F2",
    claim="retention rises with tenure though nobody changes, because the frail leave first",
    kind="emergent",
    source="Fader and Hardie (2010)",
    off="equal frailty",
    bands=(Band(_SLOPE, low=0.0), Band(_ERRORS, low=2.0), Band(_ERRORS_OFF, -2.0, 2.0)),
    full=Size(20_000, replications=20),
    quick=Size(10_000, replications=10),
    measure=measure,
)
