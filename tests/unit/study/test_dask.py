"""A dask cluster gives the digest of a single process, whatever becomes of its workers.

What cannot be a cluster for a study, or is one no more, is named: nothing waits for it for ever.
"""

import json
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from hooper.foundation.errors import InputError
from hooper.study.compare import compare
from hooper.study.executors import dask_cluster
from hooper.study.executors.catalogue import executor_for
from hooper.study.study import Study
from tests.command_line import COMMAND, hooper
from tests.tiny_studies import written

ROOT = Path(__file__).parents[3]
# As a script, so that dask may start its workers from it.
SCRIPT = """
import json, os, signal, sys, threading, time
from pathlib import Path
from distributed import LocalCluster
from hooper.study.compare import compare_worlds
from hooper.study.executors.catalogue import executor_for
from hooper.study.study import Study

def kill_one(cluster, out, killed):
    while not list((out / "runs").glob("*/run.json")):
        time.sleep(0.01)
    nanny = next(iter(cluster.workers.values()))
    os.kill(nanny.pid, signal.SIGKILL)
    killed.append(nanny.pid)

if __name__ == "__main__":
    path, out = Path(sys.argv[1]), Path(sys.argv[2])
    killed = []
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster:
        killer = threading.Thread(target=kill_one, args=(cluster, out, killed), daemon=True)
        killer.start()
        executor = executor_for("dask", 2, cluster.scheduler_address)
        done = compare_worlds(Study.read(path), path.parent, out, executor=executor)
    print(json.dumps([done.complete, done.worlds[0].digest, len(killed)]))
"""


@pytest.mark.slow
def test_two_workers_one_of_which_is_killed_give_the_serial_digest(tmp_path):
    path = written(tmp_path)
    text = path.read_text().replace("replications = 3", "replications = 12")
    path.write_text(text.replace("horizon_periods = 4", "horizon_periods = 26"))
    (tmp_path / "script.py").write_text(SCRIPT)
    command = [sys.executable, "-W", "ignore", str(tmp_path / "script.py"), str(path), str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    complete, digest, killed = json.loads(done.stdout.splitlines()[-1])
    assert killed == 1
    assert complete
    assert digest == compare(Study.read(path), tmp_path, tmp_path / "serial", workers=1).digest


def begun(part, told, *options):
    command = [sys.executable, "-W", "ignore", "-m", f"distributed.cli.dask_{part}", "--no-dashboard"]
    where = ["--scheduler-file", str(told), *options]
    return subprocess.Popen([*command, *where], cwd=ROOT, stderr=subprocess.DEVNULL)


@contextmanager
def cluster(folder):
    """Yield the process of a scheduler with a worker of its own, and its address."""
    told = folder / "scheduler.json"
    scheduler = begun("scheduler", told, "--host", "127.0.0.1", "--port", "0")
    processes = scheduler, begun("worker", told, "--nthreads", "1")
    try:
        while not told.exists() or not told.read_text():
            time.sleep(0.05)
        yield scheduler, json.loads(told.read_text())["address"]
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.mark.slow
def test_a_scheduler_that_is_killed_amid_a_study_ends_it_so_that_it_can_be_resumed(tmp_path):
    path, out = written(tmp_path), tmp_path / "out"
    path.write_text(path.read_text().replace("replications = 3", "replications = 60"))
    with cluster(tmp_path) as (scheduler, address):
        how = ["--quiet", "--executor", "dask", "--scheduler", address]
        command = [*COMMAND, "compare", str(path), "--out", str(out), *how]
        study = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        while not list(out.glob("runs/*/run.json")):
            time.sleep(0.01)
        scheduler.send_signal(signal.SIGKILL)
        _, said = study.communicate(timeout=60)
    assert study.returncode == 3
    assert f"the dask scheduler {address} is gone" in said
    assert "--resume" in said
    # Dask writes a log of its own, with tracebacks; none of them is ours.
    assert "src/hooper" not in said
    whole = compare(Study.read(path), tmp_path, tmp_path / "serial", workers=1)
    assert compare(Study.read(path), tmp_path, out, workers=1, resume=True).digest == whole.digest


# As a script for the same reason as above.
OTHERS = """
import sys
from distributed import Client, LocalCluster
from hooper.foundation.errors import InputError
from hooper.study.executors.catalogue import executor_for
from hooper.study.executors.executor import Job

def older():
    import hooper.study.run_task
    hooper.study.run_task.__version__ = "0.0.9"

def without_hooper():
    import sys
    sys.modules["hooper.study.executors.dask_cluster"] = None

if __name__ == "__main__":
    for change in (older, without_hooper):
        with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster:
            worker, = (each.worker_address for each in cluster.workers.values())
            try:
                executor_for("dask", 1, worker).__enter__()
            except InputError as error:
                print(error)
            with Client(cluster) as client, executor_for("dask", 1, cluster.scheduler_address) as executor:
                client.run(change)
                try:
                    list(executor.run(len, [Job("abc", 60.0)]))
                except InputError as error:
                    print(error)
"""


@pytest.mark.slow
def test_a_worker_with_another_version_or_without_hooper_and_the_address_of_a_worker_are_named(tmp_path):
    (tmp_path / "script.py").write_text(OTHERS)
    command = [sys.executable, "-W", "ignore", str(tmp_path / "script.py")]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout
    assert said.count("a worker is there") == 2
    assert "has hooper 0.0.9, not " in said
    assert "the cluster cannot do the jobs: ModuleNotFoundError" in said
    assert said.count("install the same versions of hooper") == 2


@pytest.mark.parametrize("address", ["banana", "ftp://here:8786", "tls://127.0.0.1:1", "tcp://127.0.0.1:1"])
def test_an_address_without_a_scheduler_is_refused_before_anything_is_written(address, tmp_path, monkeypatch):
    monkeypatch.setattr(dask_cluster, "_SECONDS_TO_CONNECT", 0.2)
    path, out = written(tmp_path), tmp_path / "out"
    result = hooper("compare", path, "--out", out, "--executor", "dask", "--scheduler", address, "--quiet")
    assert result.exit_code == 2
    assert f"--scheduler: there is no scheduler at '{address}': " in result.stderr
    assert not out.exists()


def test_who_is_silent_is_no_scheduler(monkeypatch):
    monkeypatch.setattr(dask_cluster, "_SECONDS_TO_CONNECT", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        executor = executor_for("dask", 1, f"tcp://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(InputError, match="nobody answers"), executor:
            pass
