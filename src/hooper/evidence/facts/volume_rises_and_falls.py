"""The volume of a customer's orders rises, stays high and falls over the relationship.

Lives that are over and lasted a year or longer are cut into ten parts of equal length, and the orders a
month are averaged over lives part by part. The highest part lies in the middle or later, the first is low
and the last is lower than the highest. The cuts are those for volume: the first part below half of the
highest, the last below four fifths.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.evidence.facts.changed_worlds import without_laws
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import Lives, live_cohort
from hooper.scenario.scenario import Scenario

MONTHS: Final = 60
SHORTEST_LIFE: Final = 12
PARTS: Final = 10
_LAST, _HIGHEST, _FIRST, _LAST_OFF = _LABELS = (
    "orders in the last tenth over those in the highest",
    "number of the highest tenth",
    "orders in the first tenth over those in the highest",
    "last tenth over the highest, stages off",
)


def orders_by_tenth(lives: Lives) -> NDArray[np.float64]:
    """Return the orders a month in each tenth of the completed lives of a year or longer, shape `(10,)`."""
    ended, lived = ~lives.there[-1], lives.months_lived
    total = np.zeros(PARTS)
    for length in range(SHORTEST_LIFE, lives.orders.shape[0] + 1):
        alike = ended & (lived == length)
        part = np.arange(length) * PARTS // length
        by_month = lives.orders[:length, alike].sum(axis=1, dtype=np.float64)
        total += np.bincount(part, by_month) / np.bincount(part)
    return total / (ended & (lived >= SHORTEST_LIFE)).sum()


def _by_tenth(scenario: Scenario, sample: Sample) -> NDArray[np.float64]:
    lives = live_cohort(laboratory(scenario), MONTHS, sample.size.customers, sample.keys[0])
    return orders_by_tenth(lives)


def measure(sample: Sample) -> Measured:
    """Live a cohort for five years, with stages and without."""
    on, off = (
        _by_tenth(scenario, sample) for scenario in (sample.scenario, without_laws(sample.scenario, "stages"))
    )
    last_off = float(off[-1] / off.max())
    values = (float(on[-1] / on.max()), float(on.argmax() + 1), float(on[0] / on.max()), last_off)
    return Measured(dict(zip(_LABELS, values, strict=True)), last_off)


FACT: Final = Fact(
    name="volume_rises_and_falls",
    number="F4",
    claim="orders rise, stay high and fall over a relationship",
    kind="tuned to",
    source="teaching texts on the customer life cycle, for the shape; cuts of the specification",
    off="no stages",
    bands=(
        Band(_LAST, high=0.80),
        Band(_HIGHEST, 4.0, 8.0),
        Band(_FIRST, high=0.50),
        Band(_LAST_OFF, low=0.80),
    ),
    full=Size(200_000),
    quick=Size(50_000),
    measure=measure,
)
