"""What it costs to keep a run for good: its key, its SHA-256, the flushes to disk, and reading it again.

Against a run of a second, the shortest for which the bar holds. The disk is that of the current folder, and
waits are part of it, so this is time on the clock.
"""

import tempfile
import time
from pathlib import Path

from hooper.study.run_store import RunStore
from hooper.study.run_task import run_outcomes
from hooper.study.study import Study
from hooper.study.study_worlds import PlannedRun, worlds_of

NAME = "run_store"
GROUP = "study"
MUST = {"share of a run": 0.05}
AIM = {"share of a run": 0.01}

CUSTOMERS = 100_000
RUNS = 50
SECONDS_OF_A_RUN = 1.0
STUDY = Study.model_validate(
    {
        "name": "run_store",
        "question": "What does it cost to keep a run?",
        "seed": 1,
        "world": {"scenario": "retail", "customers": CUSTOMERS},
        "strategies": {"no_intervention": {}},
    }
)


def run() -> dict[str, object]:
    [world] = worlds_of(STUDY, Path())
    first = world.planned("no_intervention", 0)
    run_outcomes([first.task])  # compiles
    began = time.perf_counter()
    [outcome] = run_outcomes([first.task])
    seconds_of_a_run = time.perf_counter() - began
    seconds = min(seconds_to_keep(world, outcome) for _ in range(3))
    return {
        "seconds": seconds,
        "seconds_of_a_run": seconds_of_a_run,
        "outcome_bytes": sum(value.nbytes for value in outcome.values()),
        "ratios": {"share of a run": seconds / SECONDS_OF_A_RUN},
    }


def seconds_to_keep(world, outcome) -> float:
    """Return the seconds that keeping one run and reading it again takes, over many in one store."""
    runs = [world.planned("no_intervention", k) for k in range(RUNS)]
    with tempfile.TemporaryDirectory(prefix="hooper-store-", dir=Path.cwd()) as folder:
        store = RunStore(Path(folder) / "runs", keep=True)
        began = time.perf_counter()
        for each in runs:
            keep(store, each, outcome)
        return (time.perf_counter() - began) / RUNS


def keep(store: RunStore, each: PlannedRun, outcome) -> None:
    if not store.has(each.key):
        store.commit(each.key, outcome, each.about)
    store.load(each.key)
