"""What is known of talk and of those whom it brings holds on a network too.

The world of F17 to F19, in which a talk reaches one acquaintance of ten and brings her only if she has never
been a customer: a small world of half as many more people as founders. Those whom the firm pays for are from
elsewhere.
"""

from typing import Final

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.evidence.facts.brought_customers_are_worth_more import over_the_paid
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import THREADS, first_periods
from hooper.evidence.facts.referred_customers_stay import ratio_of_hazards
from hooper.evidence.facts.satisfied_talk_more import well_over_ill
from hooper.evidence.facts.strangers import MONTHS, followed, with_strangers_only
from hooper.scenario.network_settings import NetworkSettings
from hooper.scenario.scenario import Scenario

NETWORK: Final = NetworkSettings(kind="small_world", people_per_1000=1_500.0)
_TALK, _WORTH, _REFERRED, _HAZARD, _OFF = _LABELS = (
    "positive over negative word of mouth",
    "30-month value by word of mouth over that of the paid",
    "30-month value of the referred over that of the paid",
    "hazard of the referred over that of the paid, months 18 to 30",
    "by word of mouth over the paid, acquaintances as strangers",
)


def figures(scenario: Scenario, seed: int) -> tuple[float, float, float, float]:
    """Return the ratios of talk, of value by word of mouth and of the referred, and of hazards."""
    periods = first_periods(MONTHS, scenario.period_days)[-1]
    lived = run(laboratory(scenario), RunPlan((seed, 0), periods), threads=THREADS)
    newcomers = followed(lived.history, scenario.period_days)
    by_talk, referred = over_the_paid(newcomers, scenario.economics)
    return well_over_ill(lived.books), by_talk, referred, ratio_of_hazards(newcomers)


def measure(sample: Sample) -> Measured:
    """Live on a network, with acquaintances who leave a trace in whom they bring, and without."""
    world = of_size(sample.scenario, sample.size.customers).model_copy(update={"network": NETWORK})
    found = figures(world, sample.seed)
    off = figures(with_strangers_only(world), sample.seed)[1]
    return Measured(dict(zip(_LABELS, (*found, off), strict=True)), off)


FACT: Final = Fact(
    name="talk_reaches_acquaintances",
    number="F17n",
    claim="on a network too, praise is three times as frequent, and brings customers who are worth more",
    kind="tuned to",
    source="the sources of F17, F18 and F19",
    off="acquaintances have nothing from whom they know",
    bands=(
        Band(_TALK, 2.0, 5.0),
        Band(_WORTH, 1.2, 2.2),
        Band(_REFERRED, low=1.10),
        Band(_HAZARD, high=0.95),
        Band(_OFF, 0.90, 1.10),
    ),
    full=Size(200_000),
    quick=Size(100_000),
    measure=measure,
)
