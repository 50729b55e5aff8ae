"""Offers to win customers back: which one brings back most, and how long those stay who came.

Three firms write to everybody who has been silent for two months, each with another offer, and live with the
same people on the same words. The share of those who left that comes back is of all of them. Second lifetimes
are compared on the people whom every one of the three offers brought back in the same period, so that who
comes is not taken for what the offer does; they are followed for two years, and whoever is there longer
counts with that (a restricted mean).
"""

from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.evidence.facts.changed_worlds import without_laws
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import THREADS, first_periods
from hooper.history.truth import Truth
from hooper.mechanisms.life_stages import GONE
from hooper.scenario.scenario import Scenario
from hooper.strategies.win_back_offer import WinBackOffer

FIRST_MONTH: Final = 6
MONTHS_OF_OFFERS: Final = 12
MONTHS_FOLLOWED: Final = 24
KINDS: Final = ("upgrade", "discount", "bundle")
_ENOUGH: Final = 1e9
_LONGER, _SHORTEST, _MOST, _LONGER_OFF, _SHORTEST_OFF = _LABELS = (
    "second lifetime after an upgrade over that after a discount, same people",
    "second lifetime after a discount over that after a bundle, same people",
    "share of the lost brought back by a bundle over that by the better of the other two",
    "upgrade over discount, nothing left behind by offers",
    "discount over bundle, nothing left behind by offers",
)


@dataclass(frozen=True)
class SecondLives:
    """The first return of each customer in the time of offers: who, when, and for how many periods.

    Arrays of shape `(n,)` in the order of ids; `share` is that of those who left by then and came back.
    """

    customer_id: NDArray[np.uint64]
    period: NDArray[np.int64]
    periods_there: NDArray[np.int64]
    share: float


def second_lives(truth: Truth, first: int, last: int, followed: int) -> SecondLives:
    """Return the second lives that begin from period `first` until `last`, cut off after `followed`."""
    moves = truth.stage_moves
    ids, before, after = (moves[name].to_numpy() for name in ("customer_id", "stage_before", "stage"))
    period = moves["period"].to_numpy().astype(np.int64)
    out = np.flatnonzero(after == GONE)
    back = np.flatnonzero((before == GONE) & (period >= first) & (period < last))
    back = back[np.unique(ids[back], return_index=True)[1]]
    # The moves stand by customer and time: the next move out is the end, if it is the same customer's.
    place = np.minimum(np.searchsorted(out, back), out.size - 1)
    ends = (out[place] > back) & (ids[out[place]] == ids[back])
    there = np.where(ends, period[out[place]] - period[back] + 1, followed)
    left = np.unique(ids[out[(period[out] >= first) & (period[out] < last)]])
    share = float(np.isin(left, ids[back]).mean())
    return SecondLives(ids[back], period[back], np.minimum(there, followed), share)


def _by_offer(scenario: Scenario, sample: Sample) -> dict[str, SecondLives]:
    end_of_offers = FIRST_MONTH + MONTHS_OF_OFFERS
    begins = first_periods(end_of_offers + MONTHS_FOLLOWED, scenario.period_days)
    world, first, last = laboratory(scenario), begins[FIRST_MONTH], begins[end_of_offers]
    found: dict[str, SecondLives] = {}
    for kind in KINDS:
        strategy = WinBackOffer(kind=kind, silent_days=60.0, given_up_after_days=150.0)
        plan = RunPlan(sample.keys[0], begins[-1], first, begins[1], _ENOUGH, strategy, begins[-1])
        truth = run(world, plan, threads=THREADS).history.truth
        found[kind] = second_lives(truth, first, last, begins[-1] - last)
    return found


def mean_of_alike(lives: dict[str, SecondLives]) -> dict[str, float]:
    """Return by offer how long those are there whom every offer brought back, in the same period."""
    ids = reduce(np.intersect1d, (each.customer_id for each in lives.values()))
    places = {kind: np.searchsorted(each.customer_id, ids) for kind, each in lives.items()}
    periods = np.stack([lives[kind].period[place] for kind, place in places.items()])
    alike = (periods == periods[0]).all(axis=0)
    return {kind: float(lives[kind].periods_there[place][alike].mean()) for kind, place in places.items()}


def measure(sample: Sample) -> Measured:
    """Live with each offer, with what it leaves behind and without."""
    scenario = of_size(sample.scenario, sample.size.customers)
    lives = _by_offer(scenario, sample)
    stay, stay_off = (
        mean_of_alike(each) for each in (lives, _by_offer(without_laws(scenario, "second_lifetime"), sample))
    )
    most = lives["bundle"].share / max(lives["discount"].share, lives["upgrade"].share)
    longer_off = stay_off["upgrade"] / stay_off["discount"]
    values = (
        stay["upgrade"] / stay["discount"],
        stay["discount"] / stay["bundle"],
        most,
        longer_off,
        stay_off["discount"] / stay_off["bundle"],
    )
    return Measured(dict(zip(_LABELS, values, strict=True)), longer_off)


FACT: Final = Fact(
    name="second_lifetimes_by_offer",
    number="F29",
    claim="a bundle brings back most of the lost; those won by an upgrade stay longest, by a bundle shortest",
    kind="tuned to",
    source="Kumar, Bhagwat and Zhang (2015) for the order",
    off="an offer that is taken up leaves nothing behind",
    bands=(
        Band(_LONGER, low=1.05),
        Band(_SHORTEST, low=1.02),
        Band(_MOST, low=1.05),
        Band(_LONGER_OFF, 0.99, 1.01),
        Band(_SHORTEST_OFF, 0.99, 1.01),
    ),
    full=Size(100_000),
    quick=Size(20_000),
    measure=measure,
)
