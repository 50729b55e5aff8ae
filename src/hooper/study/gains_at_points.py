"""The gain of every strategy in worlds of other parameters, all on the same random words."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.varied_parameter import VariedParameter
from hooper.scenario.scenario import Scenario
from hooper.study.execute import execute
from hooper.study.outcome import Outcome
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
        equities = np.array([float(each["equity"]) for each in self._outcomes(stage, tasks)])
        equity = equities.reshape(len(worlds), settings.replications, -1)
        gains = (equity - equity[..., :1]) * (self._study.world.customers / settings.customers)
        return gains.swapaxes(1, 2)

    def _world(self, values: dict[str, float]) -> Scenario:
        world = self._make_world(values)
        founders = world.founders.model_copy(update={"customers": self._study.sensitivity.customers})
        return world.model_copy(update={"founders": founders})

    def _outcomes(self, stage: str, tasks: Sequence[RunTask]) -> list[Outcome]:
        keys = [task.key for task in tasks]
        missing = {key: task for key, task in zip(keys, tasks, strict=True) if not self._store.has(key)}
        self._progress.begin(stage, len(tasks))
        self._progress.advance(len(tasks) - len(missing))
        groups = [dict(group) for _, group in groupby(missing.items(), _world_and_replication)]
        together = [list(group.values()) for group in groups]
        for group, outcomes in zip(groups, execute(run_equities, together, self._workers), strict=True):
            for key, outcome in zip(group, outcomes, strict=True):
                self._store.commit(key, outcome)
            self._progress.advance(len(group))
        return [self._store.load(key) for key in keys]


def _world_and_replication(keyed: tuple[str, RunTask]) -> tuple[int, tuple[int, int]]:
    return id(keyed[1].scenario), keyed[1].plan.key
