"""Jobs one after the other in this process: the reference for all others."""

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Self

from hooper.study.executors.executor import AnswerT, Failure, Job, TaskT, attempt


class Serial:
    """Contains what raises; a job that hangs or kills its process is beyond it, and limits are not kept."""

    def run(
        self, function: Callable[[TaskT], AnswerT], jobs: Sequence[Job[TaskT]]
    ) -> Iterator[tuple[int, AnswerT | Failure]]:
        """Yield the answers in the order of the jobs."""
        for place, job in enumerate(jobs):
            yield place, attempt(function, job.task)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """There is nothing to let go."""
