"""Customers who were brought by customers are worth more than those whom the firm has paid for.

Newcomers of months 3 to 29 are followed for 30 months each. Their value is the margin on what they buy less
the cost of serving them, before the cost of acquiring them, and is set in relation to that of the paid.
"""

from typing import Final

from hooper.economics.life_curves import LifeCurves
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.strangers import live_newcomers, with_strangers_only
from hooper.firm.customer_ids import PAID, REFERRED, WORD_OF_MOUTH
from hooper.scenario.firm_settings import EconomicsSettings
from hooper.scenario.scenario import Scenario

_LABELS = (
    "30-month value by word of mouth over that of the paid",
    "30-month value of the referred over that of the paid",
    "word of mouth over paid, acquaintances as strangers",
    "referred over paid, acquaintances as strangers",
)


def relative_values(scenario: Scenario, seed: int) -> tuple[float, float]:
    """Return the value of customers by word of mouth and by referral, over that of the paid."""
    return over_the_paid(live_newcomers(scenario, seed), scenario.economics)


def over_the_paid(newcomers: LifeCurves, economics: EconomicsSettings) -> tuple[float, float]:
    """Return the value by word of mouth and by referral over that of the paid, of lives followed."""
    value = newcomers.profit(economics.margin, economics.serving_costs()).sum(axis=0)
    paid, talk, referred = (
        float(value[newcomers.channel == channel].mean()) for channel in (PAID, WORD_OF_MOUTH, REFERRED)
    )
    return talk / paid, referred / paid


def measure(sample: Sample) -> Measured:
    """Live in a world whose customers know each other, and in one where nothing comes of it."""
    world = of_size(sample.scenario, sample.size.customers)
    on = relative_values(world, sample.seed)
    off = relative_values(with_strangers_only(world), sample.seed)
    return Measured(dict(zip(_LABELS, (*on, *off), strict=True)), off[0])


FACT: Final = Fact(
    name="brought_customers_are_worth_more",
    number="F18",
    claim="customers who were brought by customers are worth more than those who were paid for",
    kind="tuned to",
    source="Villanueva, Yoo and Hanssens (2008) for word of mouth; Schmitt, Skiera and Van den Bulte (2011)",
    off="acquaintances have nothing from whom they know",
    bands=(
        Band(_LABELS[0], 1.2, 2.2),
        Band(_LABELS[1], low=1.10),
        Band(_LABELS[2], 0.90, 1.10),
        Band(_LABELS[3], 0.90, 1.10),
    ),
    full=Size(100_000),
    quick=Size(100_000),
    measure=measure,
)
