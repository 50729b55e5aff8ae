"""Runs the tasks of a study: strategies in its worlds, parameter draws, and other futures."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import xarray as xr

from hooper.comparison.parameter_ignorance import IgnoranceRow, rank_over_draws
from hooper.scenario.scenario import Scenario
from hooper.study.executors.executor import Executor, Failure, Job
from hooper.study.failed_runs import FailedRuns
from hooper.study.outcome import Outcome
from hooper.study.progress import Progress
from hooper.study.run_store import RunStore
from hooper.study.run_task import run_equities, run_outcomes
from hooper.study.scoring import ScoredEstimator, future_contributions, futures_of, score
from hooper.study.stage_of_runs import StageOfRuns
from hooper.study.study import Study
from hooper.study.study_worlds import PlannedRun, StudyWorld
from hooper.study.world_replications import WorldReplications

_TOGETHER = 5


class Runner:
    """Knows how a study's strategies, parameter draws and futures become runs, and has them run."""

    def __init__(
        self, study: Study, out: Path, *, resume: bool, executor: Executor, progress: Progress
    ) -> None:
        self._study, self._executor, self._progress = study, executor, progress
        self.failed = FailedRuns(out)
        common = (executor, self.failed, progress, study.run_limit_seconds)
        self._runs = StageOfRuns(RunStore(out / "runs", keep=resume), run_outcomes, *common)
        self._draws = StageOfRuns(RunStore(out / "draws", keep=resume), run_equities, *common)

    def run_strategies(self, worlds: Sequence[StudyWorld]) -> list[WorldReplications]:
        """Run the strategies in every world, each as often as the study or its stopping rule wants it."""
        replications = [WorldReplications(world.study, partial(self._equity, world)) for world in worlds]
        stage = "run the strategies"
        while runs := [
            world.planned(*run)
            for world, own in zip(worlds, replications, strict=True)
            for run in own.next_stage()
        ]:
            self._runs.carry_out(stage, runs)
            stage = "run more replications"
        return replications

    def outcome(self, world: StudyWorld, strategy: str, replication: int) -> Outcome | None:
        """Return what came of a run, None if it has failed."""
        return self._runs.outcome(world.planned(strategy, replication))

    def rank_over_parameters(
        self, world: StudyWorld, draw_world: Callable[[int], Scenario]
    ) -> tuple[IgnoranceRow, ...]:
        """Rank the strategies in worlds of other parameters, one replication each; none if any has failed."""
        settings, chosen = self._study.parameter_draws, list(world.study.chosen)
        if settings.draws == 0:
            return ()
        worlds = [
            world.drawn(_of_size(draw_world(draw), settings.customers), draw)
            for draw in range(settings.draws)
        ]
        runs = [drawn.planned(strategy, 0) for drawn in worlds for strategy in chosen]
        self._draws.carry_out("run the parameter draws", runs)
        equity = np.array([_equity_in(self._draws.outcome(run)) for run in runs]).reshape(-1, len(chosen))
        if not np.isfinite(equity).all():
            return ()
        scale = world.study.world.customers / settings.customers
        gains = (equity - equity[:, [chosen.index(self._study.baseline)]]) * scale
        return rank_over_draws(xr.DataArray(gains, {"strategy": chosen}, ("draw", "strategy")))

    def score_estimators(self, baseline: PlannedRun) -> tuple[ScoredEstimator, ...]:
        """Score the estimators on a world without intervention, whose customers live many futures."""
        futures = self._study.scoring.futures
        if futures == 0:
            return ()
        tasks = futures_of(baseline.task, futures)
        groups = [tasks[first : first + _TOGETHER] for first in range(0, futures, _TOGETHER)]
        self._progress.begin("live other futures", futures)
        jobs = [Job(group, self._study.run_limit_seconds * len(group)) for group in groups]
        contributions: dict[int, list[np.ndarray]] = {}
        for place, answer in self._executor.run(future_contributions, jobs):
            if isinstance(answer, Failure):
                self.failed.add(f"futures-{place}", {"futures": str(len(groups[place]))}, answer)
                return ()
            contributions[place] = answer
            self._progress.advance(len(answer))
        in_order = [each for place in range(len(groups)) for each in contributions[place]]
        return score(baseline.task, np.array(in_order))

    def _equity(self, world: StudyWorld, strategy: str, replication: int) -> float:
        return _equity_in(self.outcome(world, strategy, replication))


def _equity_in(outcome: Outcome | None) -> float:
    return float("nan") if outcome is None else float(outcome["equity"])


def _of_size(scenario: Scenario, customers: int) -> Scenario:
    founders = scenario.founders.model_copy(update={"customers": customers})
    return scenario.model_copy(update={"founders": founders})
