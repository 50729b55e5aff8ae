"""Answers what is asked: lives the plans in a few replications of the world, and ranks them.

Whatever has been lived is kept, so that a slider of the plan does not make the library's plans live again.
"""

import os
from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from hooper.comparison.paired_differences import PairedDifference, paired_differences, reference_row
from hooper.engine.plan import RunPlan
from hooper.engine.simulated import Simulated
from hooper.explore.what_is_asked import BASELINE, LIBRARY, Asked, WorldAsked
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.history.table_sink import NoRows
from hooper.strategies.strategy import Strategy
from hooper.study.execute import execute
from hooper.study.outcome import equity_of
from hooper.study.run_task import RunTask, simulate_together

REPLICATIONS: Final = 4
MONTHS_BEFORE, MONTHS_TOLD, MONTHS_BETWEEN_REVIEWS = 12, 24, 3
BUDGET_PER_CUSTOMER_PER_YEAR: Final = 10.0
WORKERS: Final = min(REPLICATIONS, os.cpu_count() or 1)


@dataclass(frozen=True)
class Flows:
    """The bucket from the branch on: customers held, `(months + 1,)`, who came and who left, by name.

    Means over replications where several are put together.
    """

    held: NDArray[np.float64]
    came: dict[str, float]
    left: dict[str, float]


@dataclass(frozen=True)
class Life:
    """What is kept of one plan in one replication: its customer equity, and its bucket."""

    equity: float
    flows: Flows


# A few hundred bytes for each place where the sliders have stood.
_KEPT: Final[dict[tuple[WorldAsked, Strategy], tuple[Life, ...]]] = {}


@dataclass(frozen=True)
class Answer:
    """The plans by their gain over doing nothing, best first, and the bucket under the reader's plan."""

    ranking: tuple[PairedDifference, ...]
    flows: Flows
    usual_flows: Flows


@dataclass(frozen=True)
class _Replication:
    """One replication of a world, in which some plans live."""

    world: WorldAsked
    plans: tuple[Strategy, ...]
    number: int


def answer(asked: Asked) -> Answer:
    """Return the ranking with 95 % intervals, and what flows into and out of the bucket."""
    lives = _lives(asked.world, (*LIBRARY, asked.plan))
    names = [plan.name for plan in (*LIBRARY, asked.plan)]
    equity = [[life.equity for life in own] for own in lives]
    table = xr.DataArray(equity, {"strategy": names}, ("strategy", "replication"))
    gains = (reference_row(table, BASELINE), *paired_differences(table, BASELINE))
    ranking = sorted(gains, key=lambda gain: (-(gain.difference or 0.0), gain.status != "reference"))
    return Answer(tuple(ranking), _mean_flows(lives[-1]), _mean_flows(lives[0]))


def _lives(world: WorldAsked, plans: tuple[Strategy, ...]) -> list[tuple[Life, ...]]:
    """Return the lives of plans, by plan and replication; those that are not kept yet live together."""
    missing = tuple(plan for plan in plans if (world, plan) not in _KEPT)
    if missing:
        tasks = [_Replication(world, missing, number) for number in range(REPLICATIONS)]
        lived = zip(*execute(_live, tasks, WORKERS), strict=True)
        _KEPT.update(zip(((world, plan) for plan in missing), lived, strict=True))
    return [_KEPT[world, plan] for plan in plans]


def _live(replication: _Replication) -> tuple[Life, ...]:
    scenario = replication.world.scenario()
    years = MONTHS_BETWEEN_REVIEWS * scenario.period_days / DAYS_PER_YEAR
    plan = RunPlan(
        key=(replication.world.seed, replication.number),
        periods=MONTHS_BEFORE + MONTHS_TOLD,
        branch_period=MONTHS_BEFORE,
        review_periods=MONTHS_BETWEEN_REVIEWS,
        grant_per_review=BUDGET_PER_CUSTOMER_PER_YEAR * years * replication.world.population,
    )
    tasks = [RunTask(scenario, each, plan, None) for each in replication.plans]
    runs = simulate_together(tasks, NoRows())
    return tuple(
        Life(equity_of(run.books, scenario, MONTHS_BEFORE).within_horizon, _flows(run)) for run in runs
    )


def _flows(run: Simulated) -> Flows:
    bucket = run.books.bucket()
    came, left = (flows[MONTHS_BEFORE:].sum(axis=0).tolist() for flows in (bucket.arrivals, bucket.leaks))
    held = bucket.held[MONTHS_BEFORE:].astype(np.float64)
    return Flows(
        held, dict(zip(bucket.channels, came, strict=True)), dict(zip(bucket.causes, left, strict=True))
    )


def _mean_flows(lives: tuple[Life, ...]) -> Flows:
    flows = [life.flows for life in lives]
    came, left = (
        {name: float(np.mean([each[name] for each in many])) for name in many[0]}
        for many in ([each.came for each in flows], [each.left for each in flows])
    )
    return Flows(np.mean([each.held for each in flows], axis=0), came, left)
