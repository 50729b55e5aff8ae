"""A dask cluster gives the digest of a single process, whatever becomes of its workers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hooper.study.compare import compare
from hooper.study.study import Study
from tests.tiny_studies import written

pytestmark = pytest.mark.slow

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
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        killer = threading.Thread(target=kill_one, args=(cluster, out, killed), daemon=True)
        killer.start()
        executor = executor_for("dask", 2, cluster.scheduler_address)
        done = compare_worlds(Study.read(path), path.parent, out, executor=executor)
    print(json.dumps([done.complete, done.worlds[0].digest, len(killed)]))
"""


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
