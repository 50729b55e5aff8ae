"""Ctrl-C ends with exit code 3 and a sentence how to go on; nothing half-written is left."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.command_line import COMMAND
from tests.tiny_studies import TINY, written

LONG = ["simulate", "retail", "--customers", "300000", "--periods", "520", "--out", "history"]


@pytest.mark.parametrize(
    "how",
    [
        "--engine blocks",
        pytest.param("--threads 2", marks=pytest.mark.slow),
        pytest.param("--engine agents", marks=pytest.mark.slow),
    ],
)
def test_a_simulation_that_is_interrupted(how):
    running = subprocess.Popen(
        [*COMMAND, *LONG, *how.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stderr is not None
    while "founders live" not in running.stderr.readline():
        assert running.poll() is None
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=60)
    assert running.returncode == 3
    assert said == ("", "interrupted, nothing half-written was left: run the same command again\n")
    assert list(Path().iterdir()) == []


def test_a_simulation_with_checkpoints_that_is_interrupted_says_how_to_go_on():
    command = [*COMMAND, *LONG, "--checkpoint-periods", "2"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not Path(".history.unfinished/checkpoint.npz").exists():
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 3
    assert "go on with the same command and --resume" in said
    assert [path.name for path in Path().iterdir()] == [".history.unfinished"]


@pytest.mark.slow
def test_a_study_that_is_interrupted_ends_its_workers_and_says_how_to_go_on(tmp_path):
    written(tmp_path, TINY.replace("replications = 3", "replications = 500"))
    command = [*COMMAND, "compare", "study.toml", "--out", "out", "--workers", "2", "--quiet"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not list(Path("out/runs").glob("*/run.json")):
        assert running.poll() is None
        time.sleep(0.05)
    workers = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 3
    assert "go on with `hooper compare study.toml --out out --resume`" in said
    assert len(workers) == 2
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]
