"""Runs a command on one processor and reads the line of JSON with which it ends."""

import json
import os
import subprocess
from collections.abc import Mapping
from typing import Any

# One thread: a peer that starts more would only fight with itself for the one processor.
ONE_THREAD = {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
SECONDS = 1800


class CannotRunError(Exception):
    """A peer that cannot be measured here; the text is the reason, for the result file."""


def pinned_run(command: list[str], environment: Mapping[str, str]) -> dict[str, Any]:
    """Return what `command` says in its last line; raises `CannotRunError` with the end of its complaint."""
    processor = max(os.sched_getaffinity(0))
    pinned = ["taskset", "--cpu-list", str(processor), *command]
    done = run(pinned, {**environment, **ONE_THREAD})
    return json.loads(done.strip().splitlines()[-1])


def run(command: list[str], environment: Mapping[str, str]) -> str:
    """Return the standard output of `command`; raises `CannotRunError` if it fails or never ends."""
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=SECONDS
        )
    except FileNotFoundError:
        raise CannotRunError(f"there is no {command[0]} on this machine") from None
    except subprocess.TimeoutExpired:
        raise CannotRunError(f"took more than {SECONDS} s") from None
    if done.returncode != 0:
        complaint = " ".join(" ".join(done.stderr.splitlines()[-3:]).split())
        raise CannotRunError(f"ended with exit code {done.returncode}: {complaint}")
    return done.stdout
