"""Runs that share a world and a replication are lived together, and no failure is anybody else's.

A group is one job, so that its common past is lived once. If the group fails, whoever is to blame is found by
giving each of its runs a job of its own, which has the same bits.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from hooper.study.executors.executor import MOST_ATTEMPTS, Executor, Failure, Job
from hooper.study.outcome import Outcome
from hooper.study.run_task import RunTask
from hooper.study.study_worlds import PlannedRun

TogetherFunction = Callable[[Sequence[RunTask]], list[Outcome]]


def run_contained(
    executor: Executor, function: TogetherFunction, runs: Sequence[PlannedRun], run_limit_seconds: float
) -> Iterator[tuple[PlannedRun, Outcome | Failure]]:
    """Yield every run with its outcome, or why it has none, as they are ready."""
    groups = [tuple(group) for _, group in groupby(runs, _world_and_replication)]
    jobs = [_job(group, run_limit_seconds, _attempts(group)) for group in groups]
    apart: list[PlannedRun] = []
    for place, answer in executor.run(function, jobs):
        if not isinstance(answer, Failure):
            yield from zip(groups[place], answer, strict=True)
        elif len(groups[place]) > 1:
            apart += groups[place]
        else:
            yield groups[place][0], answer
    alone = [_job((run,), run_limit_seconds, MOST_ATTEMPTS - 1) for run in apart]
    for place, answer in executor.run(function, alone):
        yield apart[place], answer if isinstance(answer, Failure) else answer[0]


def _job(runs: Sequence[PlannedRun], run_limit_seconds: float, attempts: int) -> Job[Sequence[RunTask]]:
    return Job([run.task for run in runs], run_limit_seconds * len(runs), attempts)


def _attempts(group: Sequence[PlannedRun]) -> int:
    """Return how often a group may kill its worker: once, since the blame is found by running it apart."""
    return 1 if len(group) > 1 else MOST_ATTEMPTS


def _world_and_replication(run: PlannedRun) -> tuple[int, tuple[int, int]]:
    return id(run.task.scenario), run.task.plan.key
