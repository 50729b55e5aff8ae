"""Reward points move light and moderate buyers, and heavy ones, who collect most of them, hardly.

After a year the firm enrols everybody who has bought again, and points are all that a member has of it.
Members are followed for two years, and the same customers in the same world without a programme. They are
alike until then, so that the difference afterwards is that of differences. Heavy are the third with most
orders in the year before. Who compares members with the others who are there takes for the programme's doing
what members were before it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.evidence.facts.changed_worlds import with_setting
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Band, Fact, Measured, Sample, Size
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import THREADS, first_periods
from hooper.history.history import History
from hooper.scenario.reward_points_settings import RewardPointsSettings
from hooper.scenario.scenario import Scenario
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.strategy import Strategy

MONTH: Final = 12
MONTHS_FOLLOWED: Final = 24
ENOUGH: Final = 1e9
_LEAD, _RATIO, _OVERSTATED, _LEAD_OFF = _LABELS = (
    "growth of light and moderate members less twice that of heavy ones",
    "growth of heavy members over that of light and moderate ones",
    "members over others, as a multiple of what the programme does",
    "that lead, points unfelt",
)


@dataclass(frozen=True)
class Members:
    """What members ordered in the year before, and paid afterwards with the programme and without, `(n,)`.

    `over_others` is by how much they paid more than the others who were there, as a share.
    """

    orders_before: NDArray[np.int64]
    paid: NDArray[np.float64]
    paid_without: NDArray[np.float64]
    over_others: float

    def growth(self, among: NDArray[np.bool_]) -> float:
        """Return how much more some of them pay for the programme, as a share of what they would pay."""
        return float(self.paid[among].sum() / self.paid_without[among].sum()) - 1.0

    @property
    def heavy(self) -> NDArray[np.bool_]:
        """Who is of the third with most orders before; of equals those who stand behind."""
        heavy = np.zeros(self.orders_before.size, np.bool_)
        heavy[np.argsort(self.orders_before, kind="stable")[-(heavy.size // 3) :]] = True
        return heavy


def with_points(scenario: Scenario) -> Scenario:
    """Return the scenario in which members have points, feel them, and have nothing else of membership."""
    for path in ("purchase.member_lift", "defection.member_bond"):
        scenario = with_setting(scenario, path, 0.0)
    felt = (*scenario.switched_on, "points_pressure")
    return scenario.model_copy(update={"reward_points": RewardPointsSettings(), "switched_on": felt})


def members_of(scenario: Scenario, sample: Sample) -> Members:
    """Live with the programme and without it, and return its first members."""
    sized, days = of_size(scenario, sample.size.customers), scenario.period_days
    begins = first_periods(MONTH + MONTHS_FOLLOWED, days)
    year, end = begins[MONTH], begins[-1]
    lived, without = (
        _live(sized, strategy, year, end, sample.keys[0])
        for strategy in (LoyaltyProgramme(), NoIntervention())
    )
    snapshots, contacts = lived.truth.snapshots, lived.observed.others["contacts"]
    there = snapshots["customer_id"].to_numpy()[snapshots["period"].to_numpy() == year]
    enrolled = contacts["customer_id"].to_numpy()[contacts["period"].to_numpy() == year]
    ids = np.sort(there[there < sample.size.customers])
    is_member = np.isin(ids, enrolled)
    orders_before, _ = _bought(lived, ids, 0.0, year * days)
    _, paid = _bought(lived, ids, year * days, end * days)
    _, paid_without = _bought(without, ids, year * days, end * days)
    over_others = float(paid[is_member].mean() / paid[~is_member].mean()) - 1.0
    return Members(orders_before[is_member], paid[is_member], paid_without[is_member], over_others)


def _live(scenario: Scenario, strategy: Strategy, year: int, end: int, key: tuple[int, int]) -> History:
    plan = RunPlan(
        key, end, branch_period=year, snapshot_periods=year, strategy=strategy, grant_per_review=ENOUGH
    )
    return run(laboratory(scenario), plan, threads=THREADS).history


def _bought(
    history: History, ids: NDArray[np.uint64], from_days: float, until_days: float
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return how often each customer of `ids` (sorted) ordered between two days, and what she paid."""
    orders = history.observed.transactions
    who, days, amounts = (orders[name].to_numpy() for name in ("customer_id", "time_days", "amount"))
    place = np.minimum(np.searchsorted(ids, who), ids.size - 1)
    counted = (ids[place] == who) & (days >= from_days) & (days < until_days)
    paid = np.zeros(ids.size)
    np.add.at(paid, place[counted], amounts[counted])
    return np.bincount(place[counted], minlength=ids.size), paid


def _lead(members: Members) -> float:
    return members.growth(~members.heavy) - 2.0 * members.growth(members.heavy)


def measure(sample: Sample) -> Measured:
    """Live with points that are felt, and with points that are not."""
    felt = with_points(sample.scenario)
    laws = tuple(name for name in felt.switched_on if name != "points_pressure")
    on, off = (members_of(world, sample) for world in (felt, felt.model_copy(update={"switched_on": laws})))
    ratio = on.growth(on.heavy) / on.growth(~on.heavy)
    overstated = on.over_others / on.growth(np.ones_like(on.heavy))
    values = (_lead(on), ratio, overstated, _lead(off))
    return Measured(dict(zip(_LABELS, values, strict=True)), _lead(off))


FACT: Final = Fact(
    name="points_move_light_buyers",
    number="F31",
    claim="a loyalty programme moves light and moderate buyers more than heavy ones",
    kind="tuned to",
    source="Liu (2007); Kivetz, Urminsky and Zheng (2006); Taylor and Neslin (2005)",
    off="nobody feels points",
    bands=(
        Band(_LEAD, low=0.0),
        Band(_RATIO, high=0.5),
        Band(_OVERSTATED, low=2.0),
        Band(_LEAD_OFF, -0.001, 0.001),
    ),
    full=Size(100_000),
    quick=Size(20_000),
    measure=measure,
)
