"""A study that is stopped, however and whenever, is resumed to the bits of one that never was.

Nothing that was committed is lost or touched again, nothing is committed twice, and what is lived twice is at
most what was on its way when the study stopped: the strategies of one replication.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUNS = 6
TOGETHER = 2


def stopped(kind, folder):
    """Return what is found at each moment, and what an uninterrupted study comes to."""
    command = [sys.executable, "-m", "tests.stopped_studies", kind, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    whole, *moments = (json.loads(line) for line in done.stdout.splitlines())
    return whole, moments


def require_nothing_lost(whole, moments):
    for each in moments:
        assert each["resumed"] == 0
        assert each["complete"]
        assert (each["digests"], each["ranking"]) == (whole["digests"], whole["ranking"])
        assert each["committed"] == RUNS
        assert each["untouched"]
        assert each["lived_twice"] <= TOGETHER
        assert each["lived_before"] - each["kept"] <= TOGETHER
        assert each["left_over"] == []


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "code"), [("error", 3), ("kill", -9)])
def test_a_study_that_is_stopped_at_any_operation_of_its_store(kind, code, tmp_path):
    """Each write is stopped in its middle, and every number of whole runs is left behind."""
    whole, moments = stopped(kind, tmp_path)
    require_nothing_lost(whole, moments)
    assert {each["code"] for each in moments} == {code}
    assert {each["kept"] for each in moments} == set(range(RUNS + 1))


@pytest.mark.slow
def test_the_command_that_is_killed_at_fifty_moments(tmp_path):
    whole, moments = stopped("moments", tmp_path)
    require_nothing_lost(whole, moments)
    assert len(moments) == 50
    assert sum(each["code"] == -9 for each in moments) > 40
