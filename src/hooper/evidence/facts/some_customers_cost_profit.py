"""Profit is more concentrated than revenue: without customers who cost money it would be higher than it is.

Customers of the third year are ranked by what they brought after what serving them and winning them cost.
The profit that adds up from the best one on exceeds the whole before it comes down to it.
"""

from typing import Final

from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.third_years import third_year, third_year_of_alike

_PEAK, _LOSS_MAKERS = "highest cumulated profit over all profit", "share of customers who cost money"
_LABELS: Final = (_PEAK, _LOSS_MAKERS)


def measure(sample: Sample) -> Measured:
    """Live three years with customers who differ, and with customers who do not."""
    on, off = third_year(sample).whale_curve, third_year_of_alike(sample).whale_curve
    values = (on.peak_share, on.loss_making_share)
    return Measured(dict(zip(_LABELS, values, strict=True)), off.peak_share)


FACT: Final = Fact(
    name="some_customers_cost_profit",
    number="F7",
    claim="some customers cost more than they bring: without them profit would be higher",
    kind="emergent",
    source="Kaplan and Narayanan (2001) for the shape of the curve; bands of the specification",
    off="all buy at one rate and for one amount, and cost alike to serve",
    bands=(Band(_PEAK, 1.10, 3.00), Band(_LOSS_MAKERS, low=0.10)),
    full=Size(20_000),
    quick=Size(10_000),
    measure=measure,
)
