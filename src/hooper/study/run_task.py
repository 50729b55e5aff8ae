"""One run of a study: what it needs, the key it is stored under, and what is kept of it."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

import numpy as np

from hooper.engine.plan import RunPlan
from hooper.engine.run import run, run_branches
from hooper.engine.simulated import Simulated
from hooper.engine.world import World
from hooper.foundation.version import __version__
from hooper.history.digest import SCHEMA_VERSION
from hooper.history.table_sink import InMemory, NoRows
from hooper.scenario.scenario import Scenario
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.strategy import Strategy
from hooper.study.effects_for_whom import effects_for_whom, groups_at_branch, lives_from_branch
from hooper.study.founders import founder_outcome
from hooper.study.outcome import Outcome, equity_of, outcome_of

# Raised whenever the meaning of a stored outcome changes, so that old ones are not taken up again.
OUTCOME_VERSION = 6
_NO_INTERVENTION = NoIntervention()


@dataclass(frozen=True)
class RunTask:
    """One strategy in one replication of one world.

    `counted_at_days` is when the repeat purchases of the founders are counted, as those of a log are; None
    where there is no log, and then the run needs to keep no history. Effects
    on customers are told against `baseline`, and by the segments of a `scheme` at the branch.
    """

    scenario: Scenario
    strategy: Strategy
    plan: RunPlan
    counted_at_days: float | None
    baseline: Strategy = _NO_INTERVENTION
    scheme: str = "customer_pyramid"

    @property
    def key(self) -> str:
        """SHA-256 of everything that decides the outcome."""
        plan = self.plan
        described = {
            "scenario": self.scenario.model_dump(mode="json"),
            "strategy": [self.strategy.name, repr(self.strategy)],
            "for_whom": [self.baseline.name, repr(self.baseline), self.scheme],
            "plan": [
                list(plan.key),
                plan.periods,
                plan.branch_period,
                plan.review_periods,
                plan.grant_per_review,
                plan.snapshot_periods,
                plan.future,
                self.counted_at_days,
            ],
            "versions": [*versions_of_outcomes().values()],
        }
        return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()

    def simulate(self) -> Simulated:
        """Run the world."""
        return run(World(self.scenario), replace(self.plan, strategy=self.strategy))


def versions_of_outcomes() -> dict[str, str | int]:
    """Return the versions that decide outcomes, and what a stored one means."""
    return {
        "outcome": OUTCOME_VERSION,
        "history": SCHEMA_VERSION,
        "hooper": __version__,
        "numba": version("numba"),
        "numpy": version("numpy"),
    }


def simulate_together(tasks: Sequence[RunTask], kept: InMemory | NoRows | None = None) -> Iterator[Simulated]:
    """Run tasks that share world, replication and branch, so that the way to the branch is lived once.

    Rows of histories go to `kept`, by default into memory; where none are kept, the inner state of customers
    is looked at in the last period alone.
    """
    plans = [replace(task.plan, strategy=task.strategy) for task in tasks]
    if isinstance(kept, NoRows):
        plans = [replace(plan, snapshot_periods=max(1, plan.periods - 1)) for plan in plans]
    return run_branches(World(tasks[0].scenario), plans, kept)


def run_outcomes(tasks: Sequence[RunTask]) -> list[Outcome]:
    """Return what a study keeps of such tasks: named arrays, small enough to hold them all.

    The baseline is lived first, whether it is among the tasks or not: effects on customers need it.
    """
    first = tasks[0]
    reference = replace(first, strategy=first.baseline)
    others = {task.key: task for task in tasks if task.key != reference.key}
    kept = NoRows() if first.counted_at_days is None else InMemory()
    runs = simulate_together([reference, *others.values()], kept)
    usual_run = next(runs)
    groups = groups_at_branch(usual_run.since_branch, first.scheme)
    usual = lives_from_branch(usual_run.since_branch)
    done = {reference.key: _outcome(reference, usual_run) | effects_for_whom(groups, usual, usual)}
    for (key, task), simulated in zip(others.items(), runs, strict=True):
        lived = lives_from_branch(simulated.since_branch)
        done[key] = _outcome(task, simulated) | effects_for_whom(groups, lived, usual)
    return [done[task.key] for task in tasks]


def run_equities(tasks: Sequence[RunTask]) -> list[Outcome]:
    """Return the customer equity alone of such tasks: all that a ranking over parameters needs."""
    runs = simulate_together(tasks, NoRows())
    return [
        {"equity": np.array(equity_of(run.books, task.scenario, task.plan.branch_period).within_horizon)}
        for task, run in zip(tasks, runs, strict=True)
    ]


def _outcome(task: RunTask, simulated: Simulated) -> Outcome:
    outcome = outcome_of(simulated, task.scenario, task.plan)
    if task.counted_at_days is None:
        return outcome
    founders = task.scenario.founders.customers
    return outcome | founder_outcome(simulated.history.observed, founders, task.counted_at_days)
