"""The gain of every strategy in worlds of other parameters, all on the same random words."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.varied_parameter import VariedParameter
from hooper.scenario.scenario import Scenario
from hooper.study.execute import execute
from hooper.study.progress import Progress
from hooper.study.run_store import RunStore
from hooper.study.run_task import RunTask, run_equities
from hooper.study.study import Study
from hooper.study.study_task import study_task
from hooper.study.varied_world import MakeWorld


class GainsAtPoints:
    """Runs a study's strategies at points of parameters; a run that is stored already is not repeated."""

    def __init__(
        self,
        study: Study,
        make_world: MakeWorld,
        counted_at_days: float,
        out: Path,
        workers: int,
        progress: Progress,
    ) -> None:
        self._study = study
        self._make_world = make_world
        self._counted_at_days = counted_at_days
        self._store = RunStore(out / "points", keep=True)
        self._workers = workers
        self._progress = progress

    @property
    def strategies(self) -> tuple[str, ...]:
        """The strategies, the baseline first."""
        baseline = self._study.baseline
        return (baseline, *(name for name in self._study.chosen if name != baseline))

    def run(
        self, stage: str, parameters: Sequence[VariedParameter], values: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return customer equity gains over the baseline, shape `(n_points, n_strategies, replications)`.

        `values` has shape `(n_points, n_parameters)`. Gains are in currency units for a world of the study's
        size.
        """
        settings, keys = self._study.sensitivity, [each.key for each in parameters]
        worlds = [self._world(dict(zip(keys, point, strict=True))) for point in values.tolist()]
        tasks = [
            study_task(self._study, world, self._study.chosen[name], replication, self._counted_at_days)
            for world in worlds
            for replication in range(settings.replications)
            for name in self.strategies
        ]
        self._live(stage, tasks)
        equities = np.array([float(self._store.load(task.key)["equity"]) for task in tasks])
        equity = equities.reshape(len(worlds), settings.replications, -1)
        gains = (equity - equity[..., :1]) * (self._study.world.customers / settings.customers)
        return gains.swapaxes(1, 2)

    def _world(self, values: dict[str, float]) -> Scenario:
        world = self._make_world(values)
        founders = world.founders.model_copy(update={"customers": self._study.sensitivity.customers})
        return world.model_copy(update={"founders": founders})

    def _live(self, stage: str, tasks: Sequence[RunTask]) -> None:
        self._progress.begin(stage, len(tasks))
        missing = [task for task in tasks if not self._store.has(task.key)]
        self._progress.advance(len(tasks) - len(missing))
        groups = [list(group) for _, group in groupby(missing, _world_and_replication)]
        for group, outcomes in zip(groups, execute(run_equities, groups, self._workers), strict=True):
            for task, outcome in zip(group, outcomes, strict=True):
                self._store.commit(task.key, outcome)
            self._progress.advance(len(group))


def _world_and_replication(task: RunTask) -> tuple[int, tuple[int, int]]:
    return id(task.scenario), task.plan.key
