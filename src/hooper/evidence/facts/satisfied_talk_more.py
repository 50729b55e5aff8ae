"""Word of mouth is positive about three times as often as negative.

All talk of five years in a world with its firm is counted: that of customers, and that of the lost, who
have left dissatisfied and talk on for some months. Talk is the more frequent the stronger the feeling.
"""

from typing import Final

from hooper.engine.books import Books
from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.evidence.facts.changed_worlds import with_setting
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import THREADS, first_periods
from hooper.scenario.scenario import Scenario

MONTHS: Final = 60
_RATIO, _RATIO_OFF = "positive over negative word of mouth", "the same ratio without a level of its own"


def ratio_of_talk(scenario: Scenario, seed: int) -> float:
    """Return how often the firm is spoken of well for each time that it is spoken of ill."""
    periods = first_periods(MONTHS, scenario.period_days)[-1]
    return well_over_ill(run(laboratory(scenario), RunPlan((seed, 0), periods), threads=THREADS).books)


def well_over_ill(books: Books) -> float:
    """Return how often a firm was spoken of well for each time that it was spoken of ill; the lost count."""
    talk = books.talk.sum(axis=0)
    return float(talk[0] / talk[1:].sum())


def measure(sample: Sample) -> Measured:
    """Live in a world whose customers judge the level of what they get, and in one that only sees gaps."""
    world = of_size(sample.scenario, sample.size.customers)
    on = ratio_of_talk(world, sample.seed)
    off = ratio_of_talk(with_setting(world, "satisfaction.level_weight", 0.0), sample.seed)
    return Measured({_RATIO: on, _RATIO_OFF: off}, off)


FACT: Final = Fact(
    name="satisfied_talk_more",
    number="F17",
    claim="word of mouth is positive about three times as often as negative",
    kind="emergent",
    source="East, Hammond and Wright (2007): 3.1 to 1 over 15 studies",
    off="satisfaction has no level term",
    bands=(Band(_RATIO, 2.0, 5.0), Band(_RATIO_OFF, high=1.0)),
    full=Size(50_000),
    quick=Size(10_000),
    measure=measure,
)
