"""Jobs on processes of this machine, which may die or be killed one by one.

The pools of joblib and of `concurrent.futures` give up as a whole when one worker dies, do not say over which
job it died, and cannot end a job that takes too long. This one knows who does what.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Final, Self

from hooper.study.executors.executor import AnswerT, Failure, Job, TaskT
from hooper.study.executors.worker_process import Answered, Begun, Died, WorkerProcess

_SECONDS_TO_BEGIN: Final = 300.0


class _Busy:
    """A worker with the job that it has, and the time when the patience with it ends."""

    def __init__(
        self, worker: WorkerProcess, function: Callable[[Any], Any], place: int, job: Job[Any]
    ) -> None:
        self.worker, self.place, self.job = worker, place, job
        worker.give(function, job.task)
        self.patient_for(_SECONDS_TO_BEGIN)

    def patient_for(self, seconds: float) -> None:
        """Let the patience begin now."""
        self.until = time.monotonic() + seconds


class Processes:
    """So many worker processes, each on one thread; they stay for the next call of `run`."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._idle: list[WorkerProcess] = []
        self._busy: list[_Busy] = []

    def run(
        self, function: Callable[[TaskT], AnswerT], jobs: Sequence[Job[TaskT]]
    ) -> Iterator[tuple[int, AnswerT | Failure]]:
        """Yield the answers as they come; what dies or takes too long takes nothing else with it."""
        waiting = deque(enumerate(jobs))
        deaths = [0] * len(jobs)
        answers: list[tuple[int, AnswerT | Failure]] = []
        try:
            while waiting or self._busy:
                while waiting and len(self._busy) < self._workers:
                    worker = self._idle.pop() if self._idle else WorkerProcess()
                    self._busy.append(_Busy(worker, function, *waiting.popleft()))
                # Only now: whoever stores an answer takes time, in which the workers have work again.
                yield from answers
                answers = []
                for ended, answer in self._ended():
                    deaths[ended.place] += isinstance(answer, Died)
                    if isinstance(answer, Answered):
                        answers.append((ended.place, answer.value))
                    elif isinstance(answer, Died) and deaths[ended.place] < ended.job.attempts:
                        waiting.append((ended.place, ended.job))
                    else:
                        answers.append((ended.place, Failure(answer.reason)))
            yield from answers
        finally:
            self._end_all()

    def _ended(self) -> Iterator[tuple[_Busy, Answered | Died | Failure]]:
        """Wait until something happens; yield who is done, has died, or has tried everybody's patience."""
        patience = min(each.until for each in self._busy) - time.monotonic()
        ready = wait([each.worker.connection for each in self._busy], max(patience, 0.0))
        for each in tuple(self._busy):
            said = each.worker.message() if each.worker.connection in ready else None
            if isinstance(said, Begun):
                each.patient_for(each.job.limit_seconds)
            elif said is not None:
                self._busy.remove(each)
                if isinstance(said, Answered):
                    self._idle.append(each.worker)
                yield each, said
            elif time.monotonic() >= each.until:
                self._busy.remove(each)
                each.worker.end()
                yield each, Failure(f"took longer than {each.job.limit_seconds:g} seconds")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._end_all()
        for worker in self._idle:
            worker.end()
        self._idle.clear()

    def _end_all(self) -> None:
        """End those who are still at work: nobody waits for their answers any more."""
        for each in self._busy:
            each.worker.end()
        self._busy.clear()
