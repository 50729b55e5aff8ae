"""Ten million founders for five years to Parquet, on a machine with 24 GiB: does it finish, and in what?

It takes minutes and several gigabytes of disk (in the folder for temporary files), so it runs only when it
is named. Memory is limited, so that a run which wants too much ends itself and nothing else.
"""

import tempfile
from pathlib import Path

from command import GIB, hooper
from first_world import PATH

NAME = "large_world"
GROUP = "large"
MUST = {"unfinished_runs": 0, "peak_rss_bytes": 8 * GIB, "disk_bytes": 10e9}
AIM = {"seconds": 120.0}

CUSTOMERS = 10_000_000
PERIODS = 260
THREADS = 2
MEMORY_GIB = 20.0


def run() -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="hooper-large-") as folder:
        out = Path(folder) / "history"
        size = ("--customers", CUSTOMERS, "--periods", PERIODS, "--threads", THREADS)
        finished = hooper("simulate", PATH, *size, "--out", out, "--json", gib=MEMORY_GIB)
        disk_bytes = sum(file.stat().st_size for file in out.rglob("*.parquet"))
    asked = {"customers": CUSTOMERS, "periods": PERIODS, "threads": THREADS, "ratios": {}}
    if finished.exit_code != 0:
        gave_up = {"unfinished_runs": 1, "seconds": None, "peak_rss_bytes": None, "disk_bytes": None}
        return {**asked, **gave_up, "reason": finished.complaint.strip()}
    return {
        **asked,
        "unfinished_runs": 0,
        "seconds": finished.seconds,
        "processor_seconds": finished.processor_seconds,
        "peak_rss_bytes": finished.record["peak_rss_bytes"],
        "disk_bytes": disk_bytes,
    }
