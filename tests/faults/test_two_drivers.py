"""One folder of results, two commands: the second is refused at once, and a kill leaves no obstacle."""

import errno
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from hooper.foundation.errors import InputError
from hooper.study import sole_driver as module
from hooper.study.progress import Silent
from hooper.study.sole_driver import FILE, sole_driver
from tests.command_line import COMMAND, answer, hooper
from tests.tiny_studies import TINY

STUDY = "study.toml"
RUN = ("compare", STUDY, "--out", "out", "--workers", 1, "--quiet")
HOLD = """
import sys, time
from pathlib import Path
from hooper.study.progress import Silent
from hooper.study.sole_driver import sole_driver
with sole_driver(Path("out"), Silent()):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def study():
    Path(STUDY).write_text(TINY)


@pytest.fixture
def holder():
    with subprocess.Popen([*COMMAND[:2], HOLD], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def files():
    return {path: path.stat().st_mtime_ns for path in Path("out").rglob("*") if path.name != FILE}


def test_a_second_command_is_refused_with_who_is_there_and_what_to_do(holder):
    for resume in ((), ("--resume",)):
        second = hooper(*RUN, *resume)
        assert second.exit_code == 2
        who = f"process {holder.pid} on {os.uname().nodename}"
        assert f"out: {who} carries out a study there, since 20" in second.stderr
        assert "remedy: wait until it is done" in second.stderr
    assert not files()


def test_what_a_killed_command_held_is_free(holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert (Path("out") / FILE).read_text().startswith(f"process {holder.pid} on")
    assert answer(*RUN, "--resume")["complete"]
    assert not (Path("out") / FILE).exists()


def test_who_only_reads_is_not_kept_out(holder):
    assert hooper(*RUN[:3], "elsewhere", *RUN[4:]).exit_code == 0
    for path in Path("elsewhere").iterdir():
        path.rename(Path("out") / path.name)
    before = files()
    assert hooper("export", "out", "--out", "outcome.csv", "--format", "csv").exit_code == 0
    assert files() == before
    assert hooper(*RUN, "--dry-run").exit_code == 0


def test_a_folder_that_was_made_for_nothing_is_removed_and_one_that_was_there_is_not(tmp_path):
    for out, stays in ((tmp_path / "new", False), (tmp_path, True)):
        with pytest.raises(RuntimeError), sole_driver(out, Silent()):
            assert (out / FILE).exists()
            raise RuntimeError
        assert out.exists() == stays
        assert not (out / FILE).exists()


def test_a_file_that_its_holder_has_just_removed_does_not_hold_the_folder(tmp_path, monkeypatch):
    """Between opening and locking, whoever was there ends, and removes what was opened."""
    lock, locked = module._lock, []

    def late(descriptor, file, progress):
        if not locked:
            file.unlink()
        locked.append(file)
        lock(descriptor, file, progress)

    monkeypatch.setattr(module, "_lock", late)
    with sole_driver(tmp_path, Silent()):
        assert len(locked) == 2
        with pytest.raises(InputError, match=str(os.getpid())), sole_driver(tmp_path, Silent()):
            pass


class Noting(Silent):
    def __init__(self):
        self.notes = []

    def note(self, text):
        self.notes.append(text)


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_is_told_and_does_not_stop_a_study(tmp_path, monkeypatch, number):
    def no_locks(_descriptor, _how):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(module.fcntl, "flock", no_locks)
    told = Noting()
    with sole_driver(tmp_path, told):
        assert told.notes == [
            f"{tmp_path}: has no locks; see to it that nobody else carries out a study there"
        ]


@pytest.mark.slow
def test_of_two_commands_that_begin_together_one_does_the_work():
    """And the command that is killed amid its runs leaves a folder that is resumed."""
    Path(STUDY).write_text(TINY.replace("replications = 3", "replications = 40"))
    begun = [*COMMAND, *map(str, RUN)]
    first = subprocess.Popen(begun, stdout=subprocess.DEVNULL)
    while not list(Path("out/runs").glob("*/run.json")):
        time.sleep(0.01)
    second = subprocess.run(begun, capture_output=True, text=True, check=False)
    first.kill()
    first.wait()
    assert second.returncode == 2
    assert f"process {first.pid}" in second.stderr
    kept = [path.name for path in Path("out/runs").iterdir() if not path.name.startswith("unfinished-")]
    resumed = answer(*RUN, "--resume")
    assert kept
    assert resumed["complete"]
    assert json.loads(Path("out/manifest.json").read_text())["digest"] == resumed["digest"]
