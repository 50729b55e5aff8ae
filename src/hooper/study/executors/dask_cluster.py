"""Jobs on the workers of a dask cluster, of any scheduler's address, or of one that lives for this study.

Dask sends code and settings as Python objects, so scheduler, workers and whoever runs the study must trust
each other. It sends the job of a worker that is gone to another one, and gives up when a job has lost too
many workers (`distributed.scheduler.allowed-failures`). What is finished is the caller's; dask only computes.
"""

# ruff: noqa: PLC0415  dask is an extra: it is imported where it is asked for

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self

from hooper.foundation.errors import Fault, IncompleteError, InputError
from hooper.study.executors.executor import MOST_ATTEMPTS, AnswerT, Failure, Job, TaskT, attempt

_SECONDS_TO_CONNECT = 10


class DaskCluster:
    """The workers of the scheduler at `address`; without one, `workers` processes of this machine."""

    def __init__(self, address: str | None, workers: int) -> None:
        self._address = address
        self._workers = workers
        self._cluster: Any = None
        self._client: Any = None

    def run(
        self, function: Callable[[TaskT], AnswerT], jobs: Sequence[Job[TaskT]]
    ) -> Iterator[tuple[int, AnswerT | Failure]]:
        """Yield the answers as they come; a worker that is lost is no loss, unless a job kills them all.

        Raises `IncompleteError` if the scheduler is gone.
        """
        from distributed import as_completed

        running = as_completed()
        places: dict[Any, int] = {}
        todo = iter(enumerate(jobs))
        try:
            while True:
                # No more than can run at once: a job that waits beside one that kills is blamed with it.
                for place, job in self._next(todo, self._threads() - len(places)):
                    future = self._client.submit(
                        _within_limit, function, job.task, job.limit_seconds, pure=False
                    )
                    places[future] = place
                    running.add(future)
                if not places:
                    return
                future = next(running)
                yield places.pop(future), self._answer(future)
        finally:
            self._client.cancel(list(places))

    def _next(self, todo: Iterator[tuple[int, Job[TaskT]]], room: int) -> Iterator[tuple[int, Job[TaskT]]]:
        for _, numbered in zip(range(room), todo, strict=False):
            yield numbered

    def _threads(self) -> int:
        """Return how many jobs can run at once; 1 while all workers are away and may come back."""
        return max(1, sum(self._client.nthreads().values()))

    def _answer(self, future: Any) -> Any:  # noqa: ANN401  dask has no types
        from distributed import KilledWorker

        if future.cancelled():
            raise IncompleteError(f"the dask scheduler {self._address or ''} is gone: go on with --resume")
        try:
            return future.result()
        except KilledWorker as error:
            return Failure(f"its workers died, or it took longer than it may: {error}")

    def __enter__(self) -> Self:
        try:
            from dask import config
            from distributed import Client, LocalCluster
        except ImportError:
            problem = "the package distributed is not installed"
            raise InputError([Fault("--executor dask", problem, "pip install 'hooper[dask]'")]) from None
        if self._address is None:
            config.set({"distributed.scheduler.allowed-failures": MOST_ATTEMPTS - 1})
            no_page: Any = {"dashboard_address": None}  # dask's own types know no None here
            self._cluster = LocalCluster(n_workers=self._workers, threads_per_worker=1, **no_page)
        try:
            self._client = Client(self._cluster or self._address, timeout=_SECONDS_TO_CONNECT)
        except (OSError, ValueError) as error:
            problem = f"there is no scheduler at '{self._address}': {error}"
            remedy = "give an address as in tcp://10.0.0.1:8786, and see to it that the scheduler runs"
            raise InputError([Fault("--scheduler", problem, remedy)]) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def _within_limit(
    function: Callable[[TaskT], AnswerT], task: TaskT, limit_seconds: float
) -> AnswerT | Failure:
    """Carry out a job on the worker, and end the worker if it takes too long: nothing less stops it."""
    watchdog = threading.Timer(limit_seconds, os._exit, (1,))
    watchdog.daemon = True
    watchdog.start()
    try:
        return attempt(function, task)
    finally:
        watchdog.cancel()
