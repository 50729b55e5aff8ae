"""Two threads against one on ten million customers: time on the clock of whole runs.

Only a quiet machine can tell: `processors kept busy` says how many the two threads really had.
"""

import time
from collections.abc import Callable

from first_world import first_world

from hooper.engine.simulate import simulate
from hooper.scenario.scenario import Scenario

NAME = "two_threads"
GROUP = "engine"
MUST = {"one thread / two threads": 1.7}
AIM = {"one thread / two threads": 1.9}

CUSTOMERS = 10_000_000
PERIODS = 52
REPEATS = 2


def run() -> dict[str, object]:
    world = first_world(CUSTOMERS)
    simulate(first_world(1), 1, threads=2)  # compiles
    one = min(seconds(world, 1) for _ in range(REPEATS))
    two = min(seconds(world, 2) for _ in range(REPEATS))
    return {
        "seconds": two[0],
        "customers": CUSTOMERS,
        "periods": PERIODS,
        "ratios": {"one thread / two threads": one[0] / two[0], "processors kept busy": two[1] / two[0]},
    }


def task() -> Callable[[], object]:
    world = first_world(CUSTOMERS // 100)
    return lambda: simulate(world, PERIODS, threads=2)


def seconds(world: Scenario, threads: int) -> tuple[float, float]:
    """Return the time on the clock and the processor time of one run."""
    began = time.perf_counter(), time.process_time()
    simulate(world, PERIODS, threads=threads)
    return time.perf_counter() - began[0], time.process_time() - began[1]
