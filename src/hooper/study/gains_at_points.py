"""The gain of every strategy in worlds of other parameters, all on the same random words."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.varied_parameter import VariedParameter
from hooper.foundation.errors import IncompleteError
from hooper.scenario.scenario import Scenario
from hooper.study.executors.executor import Executor
from hooper.study.failed_runs import FailedRuns, told_of
from hooper.study.progress import Progress
from hooper.study.run_store import RunStore
from hooper.study.run_task import run_equities
from hooper.study.stage_of_runs import StageOfRuns
from hooper.study.study import Study
from hooper.study.study_task import study_task
from hooper.study.study_worlds import PlannedRun
from hooper.study.varied_world import MakeWorld


class GainsAtPoints:
    """Runs a study's strategies at points of parameters; a run that is stored already is not repeated."""

    def __init__(
        self,
        study: Study,
        make_world: MakeWorld,
        out: Path,
        executor: Executor,
        progress: Progress,
    ) -> None:
        self._study = study
        self._make_world = make_world
        self._failed = FailedRuns(out)
        store = RunStore(out / "points", keep=True)
        common = (executor, self._failed, progress, study.run_limit_seconds)
        self._runs = StageOfRuns(store, run_equities, *common)

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
        planned = [
            self._planned(world, point, name, replication)
            for point, world in enumerate(worlds)
            for replication in range(settings.replications)
            for name in self.strategies
        ]
        self._runs.carry_out(stage, planned)
        if self._failed.all:
            raise IncompleteError(f"no index can be told, since {told_of(self._failed.all)}")
        equities = np.array([float((self._runs.outcome(run) or {})["equity"]) for run in planned])
        equity = equities.reshape(len(worlds), settings.replications, -1)
        gains = (equity - equity[..., :1]) * (self._study.world.customers / settings.customers)
        return gains.swapaxes(1, 2)

    def _world(self, values: dict[str, float]) -> Scenario:
        world = self._make_world(values)
        founders = world.founders.model_copy(update={"customers": self._study.sensitivity.customers})
        return world.model_copy(update={"founders": founders})

    def _planned(self, world: Scenario, point: int, arm: str, replication: int) -> PlannedRun:
        about = {"point": str(point), "strategy": arm, "replication": str(replication)}
        return PlannedRun(about, study_task(self._study, world, arm, replication, None))
