"""The best fifth of the buyers of a year bring some 60 % of its revenue, not 80 %.

Counted are those who bought anything in the third year. Where all buy at the same rate and for the same
amounts, chance and the stage of each relationship are all that is left.
"""

from typing import Final

from hooper.economics.customer_profitability import CustomerProfitability, concentration
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.third_years import third_year, third_year_of_alike

_SHARE, _SHARE_OFF = "share of the best fifth in revenue", "the same of customers who buy alike"


def share_of_best_fifth(year: CustomerProfitability) -> float:
    """Return the share of revenue that the best 20 % of those who bought anything bring."""
    return concentration(year.revenue[year.revenue > 0.0]).share_of_top_fifth


def measure(sample: Sample) -> Measured:
    """Live three years with customers who differ, and with customers who do not."""
    on, off = share_of_best_fifth(third_year(sample)), share_of_best_fifth(third_year_of_alike(sample))
    return Measured({_SHARE: on, _SHARE_OFF: off}, off)


FACT: Final = Fact(
    name="sixty_twenty",
    number="F6",
    claim="the best fifth of a year's buyers bring about 60 % of its revenue, not 80 %",
    kind="tuned to",
    source="Kim, Singh and Winer (2017): 60/20 over many categories",
    off="all buy at one rate and for one amount",
    bands=(Band(_SHARE, 0.50, 0.70), Band(_SHARE_OFF, high=0.50)),
    full=Size(20_000),
    quick=Size(10_000),
    measure=measure,
)
