"""Carries out a study: makes its worlds, runs every strategy in every replication, and ranks them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from hooper.comparison.ranking import rank_strategies
from hooper.foundation.errors import Fault, InputError
from hooper.scenario.scenario import Scenario
from hooper.study.calibrated_world import target_of, whole_weeks
from hooper.study.customer_life import a_telling_life
from hooper.study.dataset import LoadRun, dataset_of
from hooper.study.effects_for_whom import for_whom_of
from hooper.study.executors.catalogue import executor_for
from hooper.study.executors.executor import Executor
from hooper.study.kept_settings import keep_settings
from hooper.study.outcome import Outcome
from hooper.study.parameter_draws import draw_assumptions, draw_calibrated
from hooper.study.progress import Progress, Silent
from hooper.study.results import Comparison, FounderRepeats, ManyWorlds, RealLog
from hooper.study.run_task import versions_of_outcomes
from hooper.study.runner import Runner
from hooper.study.sole_driver import sole_driver
from hooper.study.study import Study
from hooper.study.study_worlds import StudyWorld, is_one_world, scenarios_of, worlds_of
from hooper.study.winners import winner
from hooper.study.world_replications import WorldReplications, oracles_of, stopping_faults

_SILENT = Silent()


def compare(
    study: Study,
    folder: Path,
    out: Path,
    *,
    workers: int = 2,
    resume: bool = False,
    progress: Progress = _SILENT,
) -> Comparison:
    """Carry out a study of one world whose relative paths start at `folder`; its runs are stored under `out`.

    With `resume`, runs that are stored already are taken from there; the result is the same. A run that
    fails leaves its strategy without a rank. Raises `InputError` if the study, its scenario or its log is
    wrong, before anything is run, and `IncompleteError` if no run comes to its end.
    """
    if not is_one_world(study):
        remedy = "leave scenarios and factors out, or use compare_worlds"
        raise InputError([Fault("scenarios", "this study has several worlds", remedy)])
    executor = executor_for(None, workers)
    done = compare_worlds(study, folder, out, executor=executor, resume=resume, progress=progress)
    return done.worlds[0]


def compare_worlds(
    study: Study,
    folder: Path,
    out: Path,
    *,
    executor: Executor,
    resume: bool = False,
    progress: Progress = _SILENT,
) -> ManyWorlds:
    """Carry out a study in all of its worlds, as `compare` does in one.

    Parameter draws, scores of estimators and a telling life are of studies of one world. What comes of it
    does not depend on the executor. Raises `InputError` at once if another process is at work under `out`.
    """
    check(study)
    with sole_driver(out, progress), executor as at_work:
        progress.begin("make the worlds", len(scenarios_of(study)))
        worlds = tuple(worlds_of(study, folder))
        progress.advance(len(scenarios_of(study)))
        keep_settings(out, _settings(study, worlds), resume=resume)
        runner = Runner(study, out, resume=resume, executor=at_work, progress=progress)
        ran = runner.run_strategies(worlds)
        compared = tuple(_compared(runner, *each) for each in zip(worlds, ran, strict=True))
    winners = tuple(
        winner(each.world, each.point, each.levels, each.ranking, each.outcome["equity"], study.level)
        for each in compared
    )
    return ManyWorlds(study, compared, winners, tuple(runner.failed.all))


def check(study: Study) -> None:
    """Raise `InputError` for what does not fit together in a study."""
    faults: list[Fault] = []
    if study.baseline not in study.chosen:
        remedy = f"add a table [strategies.{study.baseline}] to the study, or choose another baseline"
        faults.append(Fault("baseline", f"'{study.baseline}' is not among the strategies", remedy))
    if study.scenarios and "world" in study.model_fields_set:
        remedy = "make it one of the scenarios, or leave them out"
        faults.append(Fault("world", "stands beside scenarios, which take its place", remedy))
    faults += stopping_faults(study)
    if not is_one_world(study):
        given = {"parameter_draws": study.parameter_draws.draws, "scoring": study.scoring.futures}
        faults += [
            Fault(key, "is of a study of one world, and this one has several", "leave it out, or set it to 0")
            for key, number in given.items()
            if number and key in study.model_fields_set
        ]
    if faults:
        raise InputError(faults)


def _compared(runner: Runner, world: StudyWorld, ran: WorldReplications) -> Comparison:
    study, log, replications = world.study, world.log, ran.replications

    def outcome(strategy: str, replication: int) -> Outcome | None:
        return runner.outcome(world, strategy, replication) if ran.counts(strategy, replication) else None

    data = dataset_of(outcome, list(study.chosen), replications, study.pre_periods)
    baseline = world.planned(study.baseline, 0)
    looked_at = is_one_world(study) and outcome(study.baseline, 0) is not None
    return Comparison(
        world=world.name,
        point=world.point,
        levels=world.levels,
        study=study,
        scenario=world.scenario,
        outcome=data,
        ranking=rank_strategies(data, study.baseline, study.level, oracles_of(study), ran.dropped_after),
        stopped=ran.stopped,
        ignorance=runner.rank_over_parameters(world, partial(_draw, world)) if looked_at else (),
        for_whom=for_whom_of(outcome, list(study.chosen), replications, study.baseline, study.level),
        scores=runner.score_estimators(baseline) if looked_at else (),
        life=a_telling_life(baseline.task) if looked_at else None,
        digests=_digests(outcome, study, replications),
        real_log=log,
        calibrated=world.calibrated,
        repeats=_repeats(log, outcome, study.baseline, replications) if log else None,
    )


def _draw(world: StudyWorld, draw: int) -> Scenario:
    if world.log and world.calibrated:
        return draw_calibrated(world.template, world.log, world.calibrated, draw)
    return draw_assumptions(world.template, draw)


def _settings(study: Study, worlds: Sequence[StudyWorld]) -> dict[str, Any]:
    """Return all that decides what runs are; the first world of a scenario says what its log made of it."""
    first = {world.name: world.scenario for world in worlds if world.point == 0}
    return {
        "study": study.model_dump(mode="json"),
        "scenarios": {name: scenario.model_dump(mode="json") for name, scenario in first.items()},
        "versions": versions_of_outcomes(),
    }


def _digests(outcome: LoadRun, study: Study, replications: int) -> dict[str, str]:
    return {
        f"{name}/{k}": str(run["digest"])
        for name in study.chosen
        for k in range(replications)
        if (run := outcome(name, k)) is not None
    }


def _repeats(log: RealLog, outcome: LoadRun, baseline: str, replications: int) -> FounderRepeats:
    weeks = whole_weeks(log.observed.end_days)
    runs = [run for k in range(replications) if (run := outcome(baseline, k)) is not None]
    curves = np.array([run["founder_curve"][: weeks + 1] for run in runs])
    shares = np.array([run["founder_shares"] for run in runs])
    return FounderRepeats(target_of(log.observed, log.cut_days, weeks), curves, shares)
