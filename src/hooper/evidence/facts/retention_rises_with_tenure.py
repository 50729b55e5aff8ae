"""Retention of a cohort rises with tenure, and a model of sorting alone foretells the months to come.

Retention r(t) is the share of those there at the beginning of a month who are there at its end. Those who
leave easily have left, ties grow, and stages move on; all of it lifts r. The shifted-beta-geometric model
is fitted to the months 1 to 12 of the cohort, and foretells the share that is there in the year after.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.facts.changed_worlds import with_equal_frailty, without_laws
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import live_cohort
from hooper.history.survivors import Survivors
from hooper.lifetime_value import shifted_beta_geometric
from hooper.scenario.scenario import Scenario

MONTHS_FITTED: Final = 12
MONTHS_SEEN: Final = 25
_RISE, _ERROR, _RISE_OFF = _LABELS = (
    "retention of month 24 less that of month 1",
    "mean error of the foretold share, months 13 to 24",
    "the same rise, mechanisms off",
)


def rise_of_retention(counts: NDArray[np.int64]) -> float:
    """Return retention of month 24, a mean of three months, less that of month 1.

    `counts`, of shape `(26,)` or longer, says how many are there when each month begins.
    """
    retention = counts[1:] / counts[:-1]
    return float(retention[22:25].mean() - retention[0])


def error_of_the_foretold(counts: NDArray[np.int64]) -> float:
    """Return how far the model fitted to the first year is from the second, a mean of absolute errors."""
    fit = shifted_beta_geometric.fit(Survivors(("cohort",), (counts[: MONTHS_FITTED + 1],)))
    months = np.arange(MONTHS_FITTED + 1, 2 * MONTHS_FITTED + 1)
    foretold = shifted_beta_geometric.survival(fit.parameters, months)
    return float(np.abs(foretold - counts[months] / counts[0]).mean())


def _counts(scenario: Scenario, sample: Sample) -> NDArray[np.int64]:
    return live_cohort(laboratory(scenario), MONTHS_SEEN, sample.size.customers, sample.keys[0]).counts


def measure(sample: Sample) -> Measured:
    """Live a cohort of the default world, and one in which nobody differs or changes."""
    counts = _counts(sample.scenario, sample)
    alike = with_equal_frailty(without_laws(sample.scenario, "stages", "satisfaction", "emotional_loyalty"))
    rise_off = rise_of_retention(_counts(alike, sample))
    values = (rise_of_retention(counts), error_of_the_foretold(counts), rise_off)
    return Measured(dict(zip(_LABELS, values, strict=True)), rise_off)


FACT: Final = Fact(
    name="retention_rises_with_tenure",
    number="F1",
    claim="retention of a cohort rises with tenure, and the sBG model foretells its second year",
    kind="tuned to",
    source="Fader and Hardie (2007); Fader and Hardie (2010)",
    off="equal frailty, no stages, constant satisfaction and emotional loyalty",
    bands=(Band(_RISE, low=0.02), Band(_ERROR, high=0.02), Band(_RISE_OFF, -0.02, 0.02)),
    full=Size(200_000),
    quick=Size(50_000),
    measure=measure,
)
