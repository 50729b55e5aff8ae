"""What carries out runs: jobs in, answers out in whatever order they come, and no job takes another down."""

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Generic, Protocol, Self, TypeVar

from hooper.foundation.errors import StrategyError

TaskT = TypeVar("TaskT")
AnswerT = TypeVar("AnswerT")

# A worker that dies may have been unlucky; one that has died so often with a job is killed by the job.
MOST_ATTEMPTS: Final = 3


@dataclass(frozen=True)
class Job(Generic[TaskT]):
    """A task, the longest that it may take, and how often it may take its worker down."""

    task: TaskT
    limit_seconds: float
    attempts: int = MOST_ATTEMPTS


@dataclass(frozen=True)
class Failure:
    """Why a job has no answer, in one line, and the traceback where there is one."""

    reason: str
    traceback: str = ""


class Executor(Protocol):
    """Carries out jobs; what comes of them does not depend on which executor it is, nor on its workers.

    `run` yields the place of each job with its answer, as they are ready. What raises is a `Failure`, and so
    is what takes too long or kills its worker where the executor says that it contains that. Used as a
    context, its workers live as long as the context.
    """

    def run(
        self, function: Callable[[TaskT], AnswerT], jobs: Sequence[Job[TaskT]]
    ) -> Iterator[tuple[int, AnswerT | Failure]]:
        """Yield `(place, function(task))` for each job, or why there is no such answer."""
        ...

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Let all workers go."""
        ...


def attempt(function: Callable[[Any], AnswerT], task: object) -> AnswerT | Failure:
    """Return what the function makes of a task, or why it fails.

    >>> attempt(len, "abc"), attempt(len, 3).reason
    (3, "TypeError: object of type 'int' has no len()")
    """
    try:
        return function(task)
    except Exception as error:  # whatever a strategy does wrong stays in its run
        return Failure(_in_one_line(error), traceback.format_exc())


def _in_one_line(error: Exception) -> str:
    """Return the first fault of a strategy with its remedy, or what was raised and its first line."""
    if isinstance(error, StrategyError):
        fault = error.faults[0]
        return f"{fault.where}: {fault.problem}; {fault.remedy}"
    return f"{type(error).__name__}: {next(iter(str(error).splitlines()), '')}"
