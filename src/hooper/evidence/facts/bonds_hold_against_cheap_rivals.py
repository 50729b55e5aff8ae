"""A cheap rival takes those who only buy much, and leaves those who are attached as well.

After two years the best rival becomes far cheaper, and customers are followed for half a year. All of them
bought at least as much as the median in the year before. Of these the third with the weakest emotional
loyalty leaves more often than the third with the strongest; it did so before, for the attached are better
satisfied too, and the rival multiplies the ratio. In the records of purchases both look alike.
"""

from typing import Final

from hooper.engine.world import World
from hooper.evidence.facts.churn_by_bond import weak_over_strong
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import NO_STEP, Lives, Step, live_cohort

MONTH: Final = 24
MONTHS_FOLLOWED: Final = 6
MONTHS_OF_ORDERS: Final = 12
SHOCK: Final = Step("price_gap", MONTH, 1.0)
_MULTIPLIER, _RATIO, _MULTIPLIER_OFF = _LABELS = (
    "times by which the cheap rival multiplies that ratio",
    "6-month churn of frequent buyers without a bond over that of those with one, rival cheap",
    "the same multiplier, bonds unheard",
)


def ratio_of_churn(lives: Lives) -> float:
    """Return the churn of frequent buyers with a weak bond over that of those with a strong one."""
    there, left = lives.there[MONTH], ~lives.there[MONTH + MONTHS_FOLLOWED]
    bond = lives.recorded["emotional_loyalty"][MONTH]
    bought = lives.orders[MONTH - MONTHS_OF_ORDERS : MONTH].sum(axis=0)
    return weak_over_strong(bond[there], bought[there], left[there])


def _ratios(world: World, sample: Sample) -> tuple[float, float]:
    """Return the ratio with the cheap rival and without it."""
    months, recorded = MONTH + MONTHS_FOLLOWED, ("emotional_loyalty",)
    shocked, spared = (
        ratio_of_churn(live_cohort(world, months, sample.size.customers, sample.keys[0], recorded, step))
        for step in (SHOCK, NO_STEP)
    )
    return shocked, spared


def measure(sample: Sample) -> Measured:
    """Live a cohort with the cheap rival and without it, where bonds are heard and where they are not."""
    shocked, spared = _ratios(laboratory(sample.scenario), sample)
    shocked_off, spared_off = _ratios(laboratory(sample.scenario, "hide_bond", "show_bond"), sample)
    multiplier_off = shocked_off / spared_off
    values = (shocked / spared, shocked, multiplier_off)
    return Measured(dict(zip(_LABELS, values, strict=True)), multiplier_off)


FACT: Final = Fact(
    name="bonds_hold_against_cheap_rivals",
    number="F33",
    claim="a cheap rival takes frequent buyers without an emotional bond, and far fewer of those with one",
    kind="emergent",
    source="a teaching text on emotional and transactional loyalty; bands of the specification",
    off="no law hears emotional loyalty",
    bands=(Band(_MULTIPLIER, low=1.3), Band(_RATIO, low=2.0), Band(_MULTIPLIER_OFF, 0.9, 1.1)),
    full=Size(200_000),
    quick=Size(50_000),
    measure=measure,
)
