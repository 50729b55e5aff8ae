"""Runs a command as a user would, and says what it took: time on the clock, processor time, first word."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HOOPER = (sys.executable, "-c", "from hooper.cli.main import main; main()")
GIB = 2**30


@dataclass(frozen=True)
class Finished:
    """A command that has ended: its exit code, what it printed, and what it took."""

    exit_code: int
    output: str
    complaint: str
    seconds: float
    processor_seconds: float
    first_line_seconds: float

    @property
    def record(self) -> dict[str, Any]:
        """What the command answered with `--json`; raises `RuntimeError` with its complaint if it failed."""
        if self.exit_code != 0:
            raise RuntimeError(self.complaint)
        return json.loads(self.output)


def hooper(*arguments: object, environment: Mapping[str, str] | None = None, gib: float = 24.0) -> Finished:
    """Run `hooper` with arguments; `gib` limits its memory, so that it and not the machine gives way."""
    return timed([*HOOPER, *(str(each) for each in arguments)], environment or {}, gib)


def timed(command: list[str], environment: Mapping[str, str], gib: float = 24.0) -> Finished:
    """Run a command to its end; `first_line_seconds` is when it first said something on standard error."""
    limit = (int(gib * GIB), int(gib * GIB))
    with tempfile.TemporaryFile("w+") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, limit),  # noqa: PLW1509  one thread
        )
        assert process.stderr is not None
        with process.stderr as said:
            first = said.readline()
            spoke = time.perf_counter() - began
            complaint = first + said.read()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        processor_seconds = used.ru_utime + used.ru_stime
        return Finished(process.returncode, output.read(), complaint, seconds, processor_seconds, spoke)
