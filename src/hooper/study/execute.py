"""Runs tasks on one or many processes; results come back in the order of the tasks.

It is for analyses that end with the first thing that goes wrong, and keep nothing; the runs of a study go to
`executors`, which contain what goes wrong.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from joblib import Parallel, delayed

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")


def execute(function: Callable[[TaskT], ResultT], tasks: Sequence[TaskT], workers: int) -> Iterator[ResultT]:
    """Yield `function(task)` for each task, in order.

    One worker runs in this process. More are processes that are started afresh (never forked), each on
    one thread; they stay for the next call. The results do not depend on `workers`.
    """
    if workers == 1 or len(tasks) < 2:
        yield from map(function, tasks)
        return
    parallel: Any = Parallel(n_jobs=workers, backend="loky", return_as="generator")
    yield from parallel(delayed(function)(task) for task in tasks)
