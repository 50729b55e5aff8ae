"""What a user waits for: the import, the help, a small world with machine code on disk, and without.

Processor time of a whole process, the least of several; `..._wall` is the time on the clock. The cold run has
empty cache folders; `cold_first_line_seconds` is when it first says what it is doing.
"""

import sys
import tempfile
from collections.abc import Callable, Mapping

from command import HOOPER, Finished, hooper, timed

NAME = "startup"
GROUP = "startup"
MUST = {"import_seconds": 0.15, "help_seconds": 0.35, "warm_seconds": 1.5, "cold_seconds": 30.0}
AIM = {"import_seconds": 0.1, "help_seconds": 0.25, "warm_seconds": 0.9, "cold_seconds": 15.0}

REPEATS = 7
SMALL_WORLD = "simulate retail --customers 10000 --periods 52 --json".split()


def run() -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="hooper-cold-") as folder:
        caches = {"HOOPER_CACHE_DIR": f"{folder}/steps", "NUMBA_CACHE_DIR": f"{folder}/machine_code"}
        cold = simulate(caches)
        figures = {
            "import": least([timed([sys.executable, "-c", "import hooper"], {}) for _ in range(REPEATS)]),
            "help": least([timed([*HOOPER, "--help"], {}) for _ in range(REPEATS)]),
            "warm": least([simulate(caches) for _ in range(REPEATS)]),
            "cold": (cold.processor_seconds, cold.seconds),
        }
    times = {f"{name}_seconds": processor for name, (processor, _) in figures.items()}
    walls = {f"{name}_wall_seconds": wall for name, (_, wall) in figures.items()}
    return {
        "seconds": times["warm_seconds"],
        **times,
        **walls,
        "cold_first_line_seconds": cold.first_line_seconds,
        "ratios": {"cold / warm": times["cold_seconds"] / times["warm_seconds"]},
    }


def task() -> Callable[[], object]:
    return lambda: timed([*HOOPER, "--help"], {})


def simulate(caches: Mapping[str, str]) -> Finished:
    finished = hooper(*SMALL_WORLD, environment=caches)
    assert finished.record["periods"] == 52
    return finished


def least(finished: list[Finished]) -> tuple[float, float]:
    assert all(each.exit_code == 0 for each in finished), finished[0].complaint
    return min(each.processor_seconds for each in finished), min(each.seconds for each in finished)
