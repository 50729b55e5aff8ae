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
from hooper.scenario.scenario import Scenario
from hooper.strategies.strategy import Strategy
from hooper.study.founders import founder_outcome
from hooper.study.outcome import Outcome, equity_of, outcome_of

# Raised whenever the meaning of a stored outcome changes, so that old ones are not taken up again.
OUTCOME_VERSION = 2


@dataclass(frozen=True)
class RunTask:
    """One strategy in one replication of one world.

    `counted_at_days` is when the repeat purchases of the founders are counted, as those of a log are.
    """

    scenario: Scenario
    strategy: Strategy
    plan: RunPlan
    counted_at_days: float

    @property
    def key(self) -> str:
        """SHA-256 of everything that decides the outcome."""
        plan = self.plan
        described = {
            "scenario": self.scenario.model_dump(mode="json"),
            "strategy": [self.strategy.name, repr(self.strategy)],
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


def simulate_together(tasks: Sequence[RunTask]) -> Iterator[Simulated]:
    """Run tasks that share world, replication and branch, so that the way to the branch is lived once."""
    plans = [replace(task.plan, strategy=task.strategy) for task in tasks]
    return run_branches(World(tasks[0].scenario), plans)


def run_outcomes(tasks: Sequence[RunTask]) -> list[Outcome]:
    """Return what a study keeps of such tasks: named arrays, small enough to hold them all."""
    return [
        _outcome(task, simulated) for task, simulated in zip(tasks, simulate_together(tasks), strict=True)
    ]


def run_equities(tasks: Sequence[RunTask]) -> list[Outcome]:
    """Return the customer equity alone of such tasks: all that a ranking over parameters needs."""
    runs = simulate_together(tasks)
    return [
        {"equity": np.array(equity_of(run.books, task.scenario, task.plan.branch_period).within_horizon)}
        for task, run in zip(tasks, runs, strict=True)
    ]


def _outcome(task: RunTask, simulated: Simulated) -> Outcome:
    founders = task.scenario.founders.customers
    outcome = outcome_of(simulated, task.scenario, task.plan)
    return outcome | founder_outcome(simulated.history.observed, founders, task.counted_at_days)
