"""Jobs on the workers of a dask cluster, of any scheduler's address, or of one that lives for this study.

Dask sends code and settings as Python objects, so scheduler, workers and whoever runs the study must trust
each other. It sends the job of a worker that is gone to another one, and gives up when a job has lost too
many workers (`distributed.scheduler.allowed-failures`). What is finished is the caller's; dask only computes.
"""

# ruff: noqa: PLC0415  dask is an extra: it is imported where it is asked for

import asyncio
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from hooper.foundation.errors import Fault, IncompleteError, InputError
from hooper.study.executors.executor import MOST_ATTEMPTS, AnswerT, Failure, Job, TaskT, attempt
from hooper.study.run_task import versions_of_outcomes

_SECONDS_TO_CONNECT = 10
_SAME_EVERYWHERE = "install the same versions of hooper and its dependencies on the scheduler and all workers"
Versions = Mapping[str, str | int]


@dataclass(frozen=True)
class _Call:
    """A call that is made where it is unpickled.

    What a worker cannot unpickle is then the failure of a job. Dask itself would go on trying for ever.
    """

    function: Callable[..., object]
    arguments: tuple[object, ...]

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.function, self.arguments


@dataclass(frozen=True)
class OtherVersions:
    """What a worker has instead of what the study is run with."""

    worker: str
    versions: Versions


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

        Raises `IncompleteError` if the scheduler is gone, and `InputError` if a worker has other versions of
        what decides the results, or cannot take a job at all.
        """
        try:
            yield from self._carried_out(function, jobs)
        except OSError:  # what dask raises wherever nobody is at the other end
            raise self._gone() from None

    def _carried_out(
        self, function: Callable[[TaskT], AnswerT], jobs: Sequence[Job[TaskT]]
    ) -> Iterator[tuple[int, AnswerT | Failure]]:
        import cloudpickle
        from distributed import as_completed

        versions = versions_of_outcomes()
        running = as_completed()
        places: dict[Any, int] = {}
        todo = iter(enumerate(jobs))
        try:
            while True:
                # No more than can run at once: a job that waits beside one that kills is blamed with it.
                for place, job in self._next(todo, self._threads() - len(places)):
                    sent = _Call(_on_worker, (versions, function, job.task, job.limit_seconds))
                    future = self._client.submit(cloudpickle.loads, cloudpickle.dumps(sent), pure=False)
                    places[future] = place
                    running.add(future)
                if not places:
                    return
                future = next(running)
                yield places.pop(future), self._answer(future)
        finally:
            if self._client.status == "running":
                self._client.cancel(list(places))

    def _next(self, todo: Iterator[tuple[int, Job[TaskT]]], room: int) -> Iterator[tuple[int, Job[TaskT]]]:
        for _, numbered in zip(range(room), todo, strict=False):
            yield numbered

    def _threads(self) -> int:
        """Return how many jobs can run at once; 1 while all workers are away and may come back."""
        if self._client.status != "running":
            raise self._gone()
        return max(1, sum(self._client.nthreads().values()))

    def _answer(self, future: Any) -> Any:  # noqa: ANN401  dask has no types
        from distributed import KilledWorker

        if future.cancelled():
            raise self._gone()
        try:
            answer = future.result()
        except KilledWorker as error:
            return Failure(f"its workers died, or it took longer than it may: {error}")
        except OSError:
            raise
        except Exception as error:  # what a job itself raises is an answer: this comes of bringing it there
            problem = f"the cluster cannot do the jobs: {type(error).__name__}: {error}"
            raise InputError([Fault("--executor dask", problem, _SAME_EVERYWHERE)]) from None
        if isinstance(answer, OtherVersions):
            raise InputError(_faults_of(answer))
        return answer

    def _gone(self) -> IncompleteError:
        return IncompleteError(f"the dask scheduler {self._address or 'of this study'} is gone")

    def __enter__(self) -> Self:
        try:
            from dask import config
            from distributed import Client, LocalCluster
        except ImportError:
            problem = "the package distributed is not installed"
            raise InputError([Fault("--executor dask", problem, "pip install 'hooper[dask]'")]) from None
        if self._address is None:
            config.set({"distributed.scheduler.allowed-failures": MOST_ATTEMPTS - 1})
            self._cluster = LocalCluster(
                n_workers=self._workers,
                threads_per_worker=1,
                dashboard_address="127.0.0.1:0",  # any free port: two studies may run side by side
            )
        else:
            _require_scheduler(self._address)
        self._client = Client(self._cluster or self._address, timeout=_SECONDS_TO_CONNECT)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def _require_scheduler(address: str) -> None:
    """Raise `InputError` unless a scheduler answers; for some others dask's client would wait for ever."""
    try:
        with ThreadPoolExecutor(1) as thread:  # a notebook has a loop of its own in this one
            kind = thread.submit(asyncio.run, _kind_of(address)).result()
        problem = "" if kind == "Scheduler" else f"a {kind.lower()} is there"
    except Exception as error:  # no two kinds of addresses fail alike
        problem = str(error) or f"nobody answers within {_SECONDS_TO_CONNECT} seconds"
    if problem:
        remedy = "give an address as in tcp://10.0.0.1:8786, and see to it that the scheduler runs"
        raise InputError([Fault("--scheduler", f"there is no scheduler at '{address}': {problem}", remedy)])


async def _kind_of(address: str) -> str:
    from distributed import Security
    from distributed.core import rpc

    secured = Security().get_connection_args("client")
    async with rpc(address, timeout=_SECONDS_TO_CONNECT, connection_args=secured) as other:
        identity: Any = await asyncio.wait_for(other.identity(), _SECONDS_TO_CONNECT)
        return identity["type"]


def _on_worker(
    versions: Versions, function: Callable[[TaskT], AnswerT], task: TaskT, limit_seconds: float
) -> AnswerT | Failure | OtherVersions:
    """Carry out a job on the worker, and end the worker if it takes too long: nothing less stops it."""
    from distributed import get_worker

    if (own := versions_of_outcomes()) != versions:
        return OtherVersions(get_worker().address, own)
    watchdog = threading.Timer(limit_seconds, os._exit, (1,))
    watchdog.daemon = True
    watchdog.start()
    try:
        return attempt(function, task)
    finally:
        watchdog.cancel()


def _faults_of(other: OtherVersions) -> list[Fault]:
    where, theirs = f"worker {other.worker}", other.versions
    return [
        Fault(where, f"has {name} {theirs.get(name)}, not {ours}", _SAME_EVERYWHERE)
        for name, ours in versions_of_outcomes().items()
        if theirs.get(name) != ours
    ]
