"""What a study would take: runs by kind, time, disk and memory, from one short run of its world."""

import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hooper.engine.machine_memory import available_memory_bytes
from hooper.engine.simulated import Simulated
from hooper.engine.world import World
from hooper.engine.world_size import WorldSize, size_of
from hooper.foundation.errors import Fault, InputError
from hooper.scenario.scenario import Scenario
from hooper.study.run_task import RunTask, run_outcomes
from hooper.study.study import Study
from hooper.study.study_worlds import StudyWorld, is_one_world

_SMALL: Final = (500, 2_000)
_GIB: Final = 1 << 30
_SHARE_OF_MEMORY: Final = 0.9
# Python with all that a worker imports, and the machine code of the laws.
_BYTES_OF_A_WORKER: Final = 350 << 20
# A branch copies the state and the history of its past, and a history is sorted into a second one.
_COPIES: Final = 3
# The headers of an outcome's arrays, its record, and what the file system rounds up.
_BYTES_OF_A_RUN: Final = 12_000
_BYTES_OF_A_REPORT: Final = 8 << 20


@dataclass(frozen=True)
class StudySize:
    """Runs by kind, and estimates: seconds on so many workers, bytes on disk, and in memory at once."""

    runs: Mapping[str, int]
    seconds: float
    disk_bytes: int
    memory_bytes: int


@dataclass(frozen=True)
class _Measured:
    """Seconds of a run without customers and for each of them, rows for each by table, and outcome bytes."""

    seconds_of_a_run: float
    seconds_of_a_customer: float
    rows_of_a_customer: Mapping[str, float]
    outcome_bytes: int

    def seconds(self, customers: int) -> float:
        return self.seconds_of_a_run + self.seconds_of_a_customer * customers


def study_size(study: Study, worlds: Sequence[StudyWorld], workers: int) -> StudySize:
    """Return what a study in these worlds would take; lives one short life of the first of them."""
    measured = _measure(worlds[0].planned(study.baseline, 0).task)
    strategies, draws = len(study.chosen), study.parameter_draws
    alone = is_one_world(study)
    groups = {
        "strategies": [(world.scenario.founders.customers, study.replications) for world in worlds],
        "parameter draws": [(draws.customers, draws.draws)] if alone else [],
    }
    # The way to the branch is lived once by all strategies.
    lived = (study.pre_periods + strategies * study.horizon_periods) / study.periods
    seconds = lived * sum(
        measured.seconds(customers) * count for kind in groups.values() for customers, count in kind
    )
    futures = study.scoring.futures if alone else 0
    seconds += futures * measured.seconds(worlds[0].scenario.founders.customers)
    runs = {kind: strategies * sum(count for _, count in each) for kind, each in groups.items()}
    kept = sum(runs.values()) * (measured.outcome_bytes + _BYTES_OF_A_RUN)
    largest = max(worlds, key=lambda world: world.scenario.founders.customers)
    size = _size_of(largest, measured)
    return StudySize(
        runs={**runs, "futures": futures},
        seconds=seconds / workers,
        disk_bytes=kept + len(worlds) * _BYTES_OF_A_REPORT,
        memory_bytes=workers * (_BYTES_OF_A_WORKER + _COPIES * (size.state_bytes + size.history_bytes)),
    )


def require_room_for(size: StudySize, workers: int, out: Path) -> None:
    """Raise `InputError` if a study would not fit into memory or onto the disk of its folder."""
    memory = available_memory_bytes()
    place = next(each for each in (out, *out.absolute().parents) if each.exists())
    disk = shutil.disk_usage(place).free
    checks = (
        (
            "memory",
            size.memory_bytes,
            _SHARE_OF_MEMORY * memory,
            f"use fewer than {workers} workers, or fewer customers",
        ),
        (str(place), size.disk_bytes, disk, "choose a place with more room for --out, or fewer replications"),
    )
    faults = [
        Fault(
            where,
            f"this study takes about {needed / _GIB:.1f} GiB, and {free / _GIB:.1f} GiB are free",
            remedy,
        )
        for where, needed, free, remedy in checks
        if needed > free
    ]
    if faults:
        raise InputError(faults)


def _measure(task: RunTask) -> _Measured:
    """Live small worlds of two sizes: a line through their times tells those of any size."""
    few, many = (replace(task, scenario=_of_size(task.scenario, customers)) for customers in _SMALL)
    [outcome] = run_outcomes([few])  # compiles what has to be compiled
    times = [_timed(each) for each in (few, many)]
    slope = max(0.0, (times[1][0] - times[0][0]) / (_SMALL[1] - _SMALL[0]))
    rows = {name: count / _SMALL[1] for name, count in times[1][1].rows.items()}
    return _Measured(
        max(0.0, times[0][0] - slope * _SMALL[0]),
        slope,
        rows,
        sum(value.nbytes for value in outcome.values()),
    )


def _timed(task: RunTask) -> tuple[float, Simulated]:
    began = time.perf_counter()
    simulated = task.simulate()
    return time.perf_counter() - began, simulated


def _size_of(world: StudyWorld, measured: _Measured) -> WorldSize:
    task = world.planned(world.study.baseline, 0).task
    return size_of(World(task.scenario), task.plan, measured.rows_of_a_customer)


def _of_size(scenario: Scenario, customers: int) -> Scenario:
    founders = scenario.founders.model_copy(update={"customers": customers})
    return scenario.model_copy(update={"founders": founders})
