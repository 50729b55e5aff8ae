"""One worker: a Python process of its own, started afresh, that answers one job at a time.

It is started as a command, not by `multiprocessing`, which would run the caller's script again in it. It
ends when its caller does: the pipe between them is closed.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from typing import Any

from joblib import wrap_non_picklable_objects

from hooper.study.executors.executor import Failure, attempt

_COMMAND = "import sys; from hooper.study.executors.worker_process import serve; serve(int(sys.argv[1]))"
# Workers share the processors, so each of them has one thread, whatever a library would like.
_ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
# A run takes the same memory again in every period: the C library shall keep it, not give it back.
_KEEPS_MEMORY = dict.fromkeys(("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"), str(2**30))


@dataclass(frozen=True)
class Begun:
    """The worker has imported all that the job needs: from now on it is the job that takes long."""


@dataclass(frozen=True)
class Answered:
    """The job is done, and this is what came of it."""

    value: Any


@dataclass(frozen=True)
class Died:
    """The worker is no more."""

    reason: str


class WorkerProcess:
    """The caller's end of a worker."""

    def __init__(self) -> None:
        self.connection, theirs = Pipe()
        paths = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(  # noqa: S603  Python itself, on code of this module
            [sys.executable, "-c", _COMMAND, str(theirs.fileno())],
            pass_fds=(theirs.fileno(),),
            env={**_ONE_THREAD, **_KEEPS_MEMORY, **os.environ, "PYTHONPATH": paths},
            stdin=subprocess.DEVNULL,
            stdout=2,  # standard output is for the answer of the command
        )
        theirs.close()

    def give(self, function: Callable[[Any], Any], task: object) -> None:
        """Hand over a job; that a worker is dead is told by its message."""
        with suppress(BrokenPipeError):
            self.connection.send(_by_value((function, task)))

    def message(self) -> Begun | Answered | Died:
        """Return what the worker says next."""
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            code = self._process.wait()
            self.connection.close()
            how = (
                f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
            )
            return Died(f"its worker process {how}")

    def end(self) -> None:
        """Kill the worker, whatever it does."""
        self._process.kill()
        self._process.wait()
        self.connection.close()


def serve(descriptor: int) -> None:
    """Answer jobs until the caller closes the pipe or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the caller, who ends the workers
    connection = Connection(descriptor)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            function, task = connection.recv()
            connection.send(Begun())
            answer = attempt(function, task)
            try:
                connection.send(_by_value(Answered(answer)))
            except (TypeError, AttributeError) as error:
                connection.send(Answered(Failure(f"the answer cannot be sent: {error}")))


def _by_value(message: object) -> Any:  # noqa: ANN401  joblib has no types
    """Return the message with what no module has, as a class of a notebook, sent along."""
    return wrap_non_picklable_objects(message, keep_wrapper=False)
