"""Strategies live in the worlds of a board, and what they earned there is told by world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import xarray as xr

from hooper.comparison.standings import WorldEquities
from hooper.study.executors.executor import Executor
from hooper.study.failed_runs import FailedRun
from hooper.study.kept_settings import keep_settings
from hooper.study.leaderboard.board import BASELINE
from hooper.study.outcome import Outcome
from hooper.study.progress import Progress, Silent
from hooper.study.run_task import versions_of_outcomes
from hooper.study.runner import Runner
from hooper.study.sole_driver import sole_driver
from hooper.study.study_worlds import StudyWorld

_SILENT = Silent()


@dataclass(frozen=True)
class Lived:
    """What strategies earned in each world, and the runs that have failed.

    `unpaid` is the share of the money asked for that the budget refused, over all runs, of each strategy of
    which anything was refused.
    """

    worlds: tuple[WorldEquities, ...]
    failed: tuple[FailedRun, ...] = ()
    unpaid: Mapping[str, float] = field(default_factory=dict[str, float])


def live(
    worlds: Sequence[StudyWorld],
    out: Path,
    *,
    executor: Executor,
    resume: bool = False,
    progress: Progress = _SILENT,
) -> Lived:
    """Have all strategies live in all worlds, as a study has; every run is kept under `out`.

    A run that fails is named, and its strategy has no equity there. With `resume`, runs that are stored
    already are taken from there. Raises `InputError` if another process is at work under `out`, or if it was
    begun with other settings.
    """
    with sole_driver(out, progress), executor as at_work:
        keep_settings(out, _settings(worlds), resume=resume)
        runner = Runner(worlds[0].study, out, resume=resume, executor=at_work, progress=progress)
        runner.run_strategies(worlds)
        told = tuple(_equities(runner, world) for world in worlds)
        unpaid = {name: _unpaid(runner, worlds, name) for name in worlds[0].study.chosen}
    return Lived(told, tuple(runner.failed.all), {name: share for name, share in unpaid.items() if share})


def _settings(worlds: Sequence[StudyWorld]) -> dict[str, object]:
    return {
        "studies": {world.name: world.study.model_dump(mode="json") for world in worlds},
        "scenarios": {world.name: world.scenario.model_dump(mode="json") for world in worlds},
        "versions": versions_of_outcomes(),
    }


def _equities(runner: Runner, world: StudyWorld) -> WorldEquities:
    arms, replications = list(world.study.chosen), range(world.study.replications)
    ran = {name: [runner.outcome(world, name, k) for k in replications] for name in arms}
    equity = np.array([[_number(run, "equity") for run in ran[name]] for name in arms])
    return WorldEquities(
        name=world.name,
        founders=world.scenario.founders.customers,
        sales=np.array([_number(run, "revenue") for run in ran[BASELINE]]),
        equity=xr.DataArray(equity, {"strategy": arms}, ("strategy", "replication")),
    )


def _unpaid(runner: Runner, worlds: Sequence[StudyWorld], name: str) -> float:
    ran = [runner.outcome(world, name, k) for world in worlds for k in range(world.study.replications)]
    spent, refused = (
        sum(float(run[of]) for run in ran if run is not None) for of in ("strategy_spend", "refused")
    )
    return refused / (spent + refused) if refused else 0.0


def _number(run: Outcome | None, name: str) -> float:
    return float("nan") if run is None else float(run[name])
