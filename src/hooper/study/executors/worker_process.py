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
from multiprocessing.connection import Connection, Pipe
from typing import Any

from joblib import wrap_non_picklable_objects

from hooper.study.executors.executor import Failure, attempt

_COMMAND = "import sys; from hooper.study.executors.worker_process import serve; serve(int(sys.argv[1]))"
# Workers share the processors, so each of them has one thread, whatever a library would like.
_ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}


class WorkerProcess:
    """The caller's end of a worker."""

    def __init__(self) -> None:
        self.connection, theirs = Pipe()
        paths = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(  # noqa: S603  Python itself, on code of this module
            [sys.executable, "-c", _COMMAND, str(theirs.fileno())],
            pass_fds=(theirs.fileno(),),
            env={**_ONE_THREAD, **os.environ, "PYTHONPATH": paths},
            stdin=subprocess.DEVNULL,
            stdout=2,  # standard output is for the answer of the command
        )
        theirs.close()

    def give(self, function: Callable[[Any], Any], task: object) -> None:
        """Hand over a job; a worker that is dead is told from its answer."""
        with suppress(BrokenPipeError):
            # Functions and classes that no module has, as those of a notebook, travel by value.
            self.connection.send(wrap_non_picklable_objects((function, task), keep_wrapper=False))

    def answer(self) -> Any:  # noqa: ANN401  what the function returns
        """Return the answer to the job; raises `EOFError` if the worker has died over it."""
        try:
            return self.connection.recv()
        except OSError as error:
            raise EOFError from error

    def last_words(self) -> str:
        """Say how a worker that has died came to its end."""
        code = self._process.wait()
        if code < 0:
            return f"its worker process was killed by {signal.Signals(-code).name}"
        return f"its worker process ended with exit code {code}"

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
            answer = attempt(function, task)
            try:
                connection.send(wrap_non_picklable_objects(answer, keep_wrapper=False))
            except (TypeError, AttributeError) as error:
                connection.send(Failure(f"the answer cannot be sent: {error}"))
