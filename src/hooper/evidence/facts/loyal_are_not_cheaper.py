"""Customers of long standing are cheaper to serve only as far as a stage is said to cost less than another.

The cost to serve is regressed on tenure over all months of a cohort: across customers, and within them, that
is after the mean of each customer is taken away. Where stages differ in cost, it falls within customers, for
they come to the cheap stage of stability. Where they do not, tenure saves nothing: the own cost never
changes, and who costs little does not stay longer.
"""

from typing import Final

import numpy as np

from hooper.evidence.facts.changed_worlds import with_setting
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import Lives, live_cohort
from hooper.evidence.facts.replications import in_standard_errors
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.scenario import Scenario

MONTHS: Final = 60
FEWEST_MONTHS: Final = 4
ROUNDING: Final = 1e-12
_WITHIN, _WITHIN_OFF, _ERRORS_OFF = _LABELS = (
    "slope of the cost to serve on months of tenure, within customers",
    "the same slope, no saving with the stage",
    "slope across customers in standard errors, no saving with the stage",
)


def slopes_on_tenure(lives: Lives) -> tuple[float, float]:
    """Return the slope of the cost to serve on tenure within customers, and that across them."""
    lived = lives.there[:-1]
    cost = np.where(lived, lives.recorded["cost_of_period"][1:], 0.0).astype(np.float64)
    tenure = np.where(lived, np.arange(lived.shape[0])[:, None], 0.0)
    months = lived.sum(axis=0)
    long = months >= FEWEST_MONTHS
    own_cost, own_tenure = (
        np.where(lived, values - values.sum(axis=0) / months, 0.0)[:, long] for values in (cost, tenure)
    )
    within = float((own_cost * own_tenure).sum() / (own_tenure**2).sum())
    beyond = tenure[lived] - tenure[lived].mean()
    return within, float((beyond * cost[lived]).sum() / (beyond**2).sum())


def _slopes(scenario: Scenario, sample: Sample) -> tuple[float, float]:
    """Return the mean slope within customers, and that across them in standard errors."""
    world = laboratory(scenario, "write_down_cost")
    size, recorded = sample.size.customers, ("cost_of_period",)
    slopes = np.array(
        [slopes_on_tenure(live_cohort(world, MONTHS, size, key, recorded)) for key in sample.keys]
    )
    periods_a_month = DAYS_PER_MONTH / scenario.period_days
    return float(slopes[:, 0].mean()) * periods_a_month, in_standard_errors(slopes[:, 1])


def measure(sample: Sample) -> Measured:
    """Live cohorts in whom stages differ in cost, and cohorts in whom they do not."""
    within, _ = _slopes(sample.scenario, sample)
    alike = with_setting(sample.scenario, "cost_to_serve.saving_with_stage", value=False)
    within_off, errors_off = _slopes(alike, sample)
    values = (within, within_off, errors_off)
    return Measured(dict(zip(_LABELS, values, strict=True)), within_off)


FACT: Final = Fact(
    name="loyal_are_not_cheaper",
    number="F21",
    claim="customers of long standing are not cheaper to serve, unless a stage costs less than another",
    kind="built in",
    source="Reinartz and Kumar (2000)",
    off="no saving with the stage",
    bands=(Band(_WITHIN, high=0.0), Band(_WITHIN_OFF, -ROUNDING, ROUNDING), Band(_ERRORS_OFF, -2.0, 2.0)),
    full=Size(20_000, replications=20),
    quick=Size(10_000, replications=10),
    measure=measure,
)
