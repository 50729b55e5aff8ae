"""The frozen retail world from the command line to Parquet files: a million founders, a year, two threads.

Time on the clock of the whole command, start of Python included, with machine code on disk.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

from command import Finished, hooper
from first_world import PATH

NAME = "retail_to_parquet"
GROUP = "world"
MUST = {"seconds": 3.0}
AIM = {"seconds": 1.2}

CUSTOMERS = 1_000_000
PERIODS = 52
THREADS = 2
REPEATS = 2


def run() -> dict[str, object]:
    to_parquet(256, 1)  # compiles
    runs = [to_parquet(CUSTOMERS, PERIODS) for _ in range(REPEATS)]
    quickest = min((finished for finished, _ in runs), key=lambda finished: finished.seconds)
    return {
        "seconds": quickest.seconds,
        "processor_seconds": quickest.processor_seconds,
        "customers": CUSTOMERS,
        "periods": PERIODS,
        "threads": THREADS,
        "peak_rss_bytes": quickest.record["peak_rss_bytes"],
        "disk_bytes": runs[0][1],
        "ratios": {"processors kept busy": quickest.processor_seconds / quickest.seconds},
    }


def task() -> Callable[[], object]:
    return lambda: to_parquet(CUSTOMERS // 10, PERIODS)


def to_parquet(customers: int, periods: int) -> tuple[Finished, int]:
    """Simulate into a folder that is then removed; return what it took, and the bytes on disk."""
    with tempfile.TemporaryDirectory(prefix="hooper-parquet-") as folder:
        out = Path(folder) / "history"
        size = ("--customers", customers, "--periods", periods, "--threads", THREADS)
        finished = hooper("simulate", PATH, *size, "--out", out, "--json")
        assert finished.record["periods"] == periods
        return finished, sum(file.stat().st_size for file in out.rglob("*.parquet"))
