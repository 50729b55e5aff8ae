"""A rival opens who gives everything away, and those without a bond go there.

It is the fact of `bonds_hold_against_cheap_rivals` in a whole world, with its firm, its newcomers and its
word of mouth: the rival is one of the market's, and opens after two years. Founders who are there then are
followed for half a year; their bond is that of the snapshot before, and frequent is who ordered at least as
often as the median in the year before.
"""

from typing import Final

import numpy as np

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.evidence.facts.churn_by_bond import weak_over_strong
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import THREADS, first_periods
from hooper.history.history import History
from hooper.scenario.rival_settings import RivalSettings
from hooper.scenario.scenario import Scenario

MONTH: Final = 24
MONTHS_FOLLOWED: Final = 6
MONTHS_OF_ORDERS: Final = 12
RIVAL: Final = RivalSettings(name="newcomer", share=0.2, price=0.0, opens_after_months=MONTH)
_MULTIPLIER, _RATIO, _MULTIPLIER_OFF = _LABELS = (
    "times by which the rival that opens multiplies that ratio",
    "6-month churn of frequent founders without a bond over that of those with one, rival open",
    "the same multiplier, bonds unheard",
)


def with_rival(scenario: Scenario) -> Scenario:
    """Return the scenario in which the rival opens."""
    market = scenario.market.model_copy(update={"rivals": (*scenario.market.rivals, RIVAL)})
    return scenario.model_copy(update={"market": market})


def ratio_of_churn(history: History, founders: int, period_days: float) -> float:
    """Return the churn of frequent founders with a weak bond over that of those with a strong one."""
    begins = first_periods(MONTH + MONTHS_FOLLOWED, period_days)
    last, end = begins[MONTH], begins[-1]
    truth, orders = history.truth, history.observed.transactions
    felt = truth.snapshots["period"].to_numpy() == last - 1
    ids, bonds = (truth.snapshots[name].to_numpy()[felt] for name in ("customer_id", "emotional_loyalty"))
    there, bond = ids[ids < founders].astype(np.int64), bonds[ids < founders]
    days = orders["time_days"].to_numpy()
    bought = (days >= begins[MONTH - MONTHS_OF_ORDERS] * period_days) & (days < last * period_days)
    exits = truth.exits["period"].to_numpy()
    gone = (exits >= last) & (exits < end)
    counted, leaving = (
        np.bincount(ids[ids < founders].astype(np.int64), minlength=founders)[there]
        for ids in (
            orders["customer_id"].to_numpy()[bought],
            truth.exits["customer_id"].to_numpy()[gone],
        )
    )
    return weak_over_strong(bond, counted, leaving > 0)


def _ratio(world: World, sample: Sample) -> float:
    days, founders = world.scenario.period_days, sample.size.customers
    begins = first_periods(MONTH + MONTHS_FOLLOWED, days)
    plan = RunPlan(sample.keys[0], begins[-1], snapshot_periods=begins[MONTH] - 1)
    return ratio_of_churn(run(world, plan, threads=THREADS).history, founders, days)


def measure(sample: Sample) -> Measured:
    """Live in a world in which the rival opens and in one without it, bonds heard and unheard."""
    spared = of_size(sample.scenario, sample.size.customers)
    opened = with_rival(spared)
    ratio, before = (_ratio(laboratory(each), sample) for each in (opened, spared))
    ratio_off, before_off = (
        _ratio(laboratory(each, "hide_bond", "show_bond"), sample) for each in (opened, spared)
    )
    multiplier_off = ratio_off / before_off
    values = (ratio / before, ratio, multiplier_off)
    return Measured(dict(zip(_LABELS, values, strict=True)), multiplier_off)


FACT: Final = Fact(
    name="bonds_hold_when_a_rival_opens",
    number="F33b",
    claim="a rival that opens takes frequent buyers without a bond, and far fewer of those with one",
    kind="emergent",
    source="a teaching text on emotional and transactional loyalty; bands of the specification",
    off="no law hears emotional loyalty",
    bands=(Band(_MULTIPLIER, low=1.3), Band(_RATIO, low=2.0), Band(_MULTIPLIER_OFF, 0.9, 1.1)),
    full=Size(100_000),
    quick=Size(40_000),
    measure=measure,
)
