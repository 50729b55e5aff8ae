"""The executors by the name that the command knows them by."""

from collections.abc import Callable, Mapping
from typing import Final

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.named_entry import named_entry
from hooper.study.executors.dask_cluster import DaskCluster
from hooper.study.executors.executor import Executor
from hooper.study.executors.processes import Processes
from hooper.study.executors.serial import Serial

EXECUTORS: Final[Mapping[str, Callable[[str | None, int], Executor]]] = {
    "serial": lambda _scheduler, _workers: Serial(),
    "processes": lambda _scheduler, workers: Processes(workers),
    "dask": DaskCluster,
}


def executor_for(name: str | None, workers: int, scheduler: str | None = None) -> Executor:
    """Return the executor of a name; without one, processes if there are several workers.

    Raises `InputError` for an unknown name, and for a scheduler that nobody would ask.

    >>> type(executor_for(None, workers=1)).__name__, type(executor_for(None, workers=2)).__name__
    ('Serial', 'Processes')
    """
    name = name or ("serial" if workers == 1 else "processes")
    made = named_entry("--executor", name, EXECUTORS)
    if scheduler is not None and name != "dask":
        problem = f"the executor '{name}' has no scheduler"
        raise InputError([Fault("--scheduler", problem, "add --executor dask, or leave the address out")])
    return made(scheduler, workers)
