"""A process that is killed without warning goes on from its last checkpoint, bit for bit."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.command_line import COMMAND, hooper_process

WORLD = ["simulate", "retail", "--customers", "20000", "--periods", "104", "--seed", "3", "--json", "--quiet"]
TO_DISK = [*WORLD, "--out", "history", "--checkpoint-periods", "4"]
CHECKPOINT = Path(".history.unfinished/checkpoint.npz")


def killed_after(checkpoints):
    """Start the run, and kill it once so many checkpoints have been seen."""
    running = subprocess.Popen([*COMMAND, *TO_DISK, "--resume"], stdout=subprocess.PIPE)
    seen: set[int] = set()
    while len(seen) < checkpoints and running.poll() is None:
        if CHECKPOINT.exists():
            seen.add(CHECKPOINT.stat().st_mtime_ns)
        time.sleep(0.002)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    return running.returncode


@pytest.mark.slow
def test_a_run_that_is_killed_again_and_again_ends_with_the_same_bits():
    whole = json.loads(hooper_process(*WORLD).stdout)
    for _ in range(3):
        assert killed_after(2) == -signal.SIGKILL
        assert CHECKPOINT.exists()
        assert not Path("history").exists()
    ended = hooper_process(*TO_DISK, "--resume")
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["digest"] == whole["digest"]
    assert os.listdir() == ["history"]
