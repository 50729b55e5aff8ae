"""The referred stay longer for good, while their lead in what they buy melts away.

Newcomers of months 3 to 29 are followed for 30 months each. Late in these the referred still leave less
often than the paid; what they buy a month exceeds that of the paid in the three months after that of entry,
and by less than half of that from month 22 on. The month of entry is left out, since everybody enters with
an order, however well informed.
"""

from typing import Final

from hooper.economics.life_curves import LifeCurves
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.strangers import MONTHS_FOLLOWED, live_newcomers, with_strangers_only
from hooper.firm.customer_ids import PAID, REFERRED

LATE: Final = (18, MONTHS_FOLLOWED)
_EARLY_MONTHS: Final = (1, 4)
_LAST_MONTHS: Final = (21, MONTHS_FOLLOWED)
_RATIO, _LEFT, _LEAD, _RATIO_OFF = _LABELS = (
    "hazard of the referred over that of the paid, months 18 to 30",
    "share that is left of the lead in revenue",
    "lead of the referred in revenue, months 2 to 4",
    "the ratio of hazards, acquaintances as strangers",
)


def hazard(newcomers: LifeCurves, channel: int, first: int, last: int) -> float:
    """Return the exits of a channel over its customer-months, from month `first` to before `last`."""
    there = newcomers.there[first : last + 1, newcomers.channel == channel]
    return float((there[:-1] & ~there[1:]).sum() / there[:-1].sum())


def monthly_revenue(newcomers: LifeCurves, channel: int, first: int, last: int) -> float:
    """Return the revenue of a channel over its customer-months, from month `first` to before `last`."""
    own = newcomers.channel == channel
    return float(newcomers.volume[first:last, own].sum() / newcomers.there[first:last, own].sum())


def ratio_of_hazards(newcomers: LifeCurves) -> float:
    """Return the hazard of the referred over that of the paid, late in the months that are followed."""
    return hazard(newcomers, REFERRED, *LATE) / hazard(newcomers, PAID, *LATE)


def lead_in_revenue(newcomers: LifeCurves, months: tuple[int, int]) -> float:
    """Return by what share the monthly revenue of the referred exceeds that of the paid."""
    referred, paid = (monthly_revenue(newcomers, each, *months) for each in (REFERRED, PAID))
    return referred / paid - 1.0


def measure(sample: Sample) -> Measured:
    """Live in a world whose customers know each other, and in one where nothing comes of it."""
    world = of_size(sample.scenario, sample.size.customers)
    on = live_newcomers(world, sample.seed)
    off = ratio_of_hazards(live_newcomers(with_strangers_only(world), sample.seed))
    lead = lead_in_revenue(on, _EARLY_MONTHS)
    values = (ratio_of_hazards(on), lead_in_revenue(on, _LAST_MONTHS) / lead, lead, off)
    return Measured(dict(zip(_LABELS, values, strict=True)), off)


FACT: Final = Fact(
    name="referred_customers_stay",
    number="F19",
    claim="referred customers stay longer for good, and their lead in what they buy melts away",
    kind="tuned to",
    source="Schmitt, Skiera and Van den Bulte (2011), Journal of Marketing 75(1)",
    off="acquaintances have nothing from whom they know",
    bands=(
        Band(_RATIO, high=0.95),
        Band(_LEFT, high=0.50),
        Band(_LEAD, low=0.02),
        Band(_RATIO_OFF, 0.90, 1.10),
    ),
    full=Size(100_000),
    quick=Size(100_000),
    measure=measure,
)
