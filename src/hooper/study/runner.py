"""Runs the tasks of a study: from the store where a run is there already, on workers where it is not."""

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import xarray as xr

from hooper.comparison.parameter_ignorance import IgnoranceRow, rank_over_draws
from hooper.scenario.scenario import Scenario
from hooper.strategies.strategy import Strategy
from hooper.study.execute import execute
from hooper.study.outcome import Outcome
from hooper.study.progress import Progress
from hooper.study.run_store import RunStore
from hooper.study.run_task import RunTask, run_equities, run_outcomes
from hooper.study.scoring import ScoredEstimator, future_contributions, futures_of, score
from hooper.study.study import Study
from hooper.study.study_task import study_task

_TOGETHER = 5


class Runner:
    """Knows how a study's strategies, parameter draws and futures become tasks, and runs them."""

    def __init__(
        self, study: Study, counted_at_days: float, out: Path, resume: bool, workers: int, progress: Progress
    ) -> None:
        self._study = study
        self._counted_at_days = counted_at_days
        self._runs = RunStore(out / "runs", keep=resume)
        self._draws = RunStore(out / "draws", keep=resume)
        self._workers = workers
        self._progress = progress

    def task(self, scenario: Scenario, strategy: Strategy, replication: int) -> RunTask:
        """Return the task of one strategy in one replication of a world."""
        return study_task(self._study, scenario, strategy, replication, self._counted_at_days)

    def run_strategies(self, scenario: Scenario) -> dict[str, list[Outcome]]:
        """Run every strategy in every replication; return the outcomes by strategy."""
        study = self._study
        tasks = [
            self.task(scenario, strategy, replication)
            for replication in range(study.replications)
            for strategy in study.chosen.values()
        ]
        outcomes = self._run("run the strategies", tasks, run_outcomes, self._runs)
        names = list(study.chosen)
        return {name: outcomes[k :: len(names)] for k, name in enumerate(names)}

    def rank_over_parameters(self, draw_world: Callable[[int], Scenario]) -> tuple[IgnoranceRow, ...]:
        """Rank the strategies in worlds of other parameters, one replication each."""
        study, settings = self._study, self._study.parameter_draws
        if settings.draws == 0:
            return ()
        worlds = [_of_size(draw_world(draw), settings.customers) for draw in range(settings.draws)]
        chosen = study.chosen
        tasks = [self.task(world, strategy, 0) for world in worlds for strategy in chosen.values()]
        outcomes = self._run("run the parameter draws", tasks, run_equities, self._draws)
        equity = np.array([float(outcome["equity"]) for outcome in outcomes]).reshape(
            settings.draws, len(chosen)
        )
        scale = study.world.customers / settings.customers
        gains = (equity - equity[:, [list(chosen).index(study.baseline)]]) * scale
        return rank_over_draws(xr.DataArray(gains, {"strategy": list(chosen)}, ("draw", "strategy")))

    def score_estimators(self, baseline: RunTask) -> tuple[ScoredEstimator, ...]:
        """Score the estimators on the first world without intervention, whose customers live many futures."""
        tasks = futures_of(baseline, self._study.scoring.futures)
        groups = [tasks[first : first + _TOGETHER] for first in range(0, len(tasks), _TOGETHER)]
        self._progress.begin("live other futures", len(tasks))
        contributions: list[np.ndarray] = []
        for of_group in execute(future_contributions, groups, self._workers):
            contributions += of_group
            self._progress.advance(len(of_group))
        return score(baseline, np.array(contributions))

    def _run(
        self,
        stage: str,
        tasks: Sequence[RunTask],
        function: Callable[[Sequence[RunTask]], list[Outcome]],
        store: RunStore,
    ) -> list[Outcome]:
        self._progress.begin(stage, len(tasks))
        missing = [task for task in tasks if not store.has(task.key)]
        self._progress.advance(len(tasks) - len(missing))
        groups = [list(group) for _, group in groupby(missing, _world_and_replication)]
        for group, outcomes in zip(groups, execute(function, groups, self._workers), strict=True):
            for task, outcome in zip(group, outcomes, strict=True):
                store.commit(task.key, outcome)
            self._progress.advance(len(group))
        return [store.load(task.key) for task in tasks]


def _world_and_replication(task: RunTask) -> tuple[int, tuple[int, int]]:
    return id(task.scenario), task.plan.key


def _of_size(scenario: Scenario, customers: int) -> Scenario:
    founders = scenario.founders.model_copy(update={"customers": customers})
    return scenario.model_copy(update={"founders": founders})
