"""Studies of equal arms on the engine itself, 2,000 of them: `python -m tests.long.false_wins`.

Four arms do the same in small retail worlds, and from the branch on each lives on words of its own: what
differs is chance. Every study has six replications and is read as the ranking reads it. For the selection
of the best one arm is put ahead by the indifference zone exactly, which is its hardest case; it takes
replications as it wants them, one selection after the other. What has been found is written after every
batch, so that an interrupted run goes on where it was; remove the file to begin anew.
"""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import xarray as xr

from hooper.comparison.gain_certainty import gain_certainty
from hooper.comparison.paired_differences import paired_differences
from hooper.comparison.selection_of_the_best import select_the_best
from hooper.engine.plan import RunPlan
from hooper.engine.run import run_branches
from hooper.engine.world import World
from hooper.study.outcome import equity_of
from tests.small_worlds import retail

STORED = Path(__file__).with_name("false_wins_results.json")
SEED = 20_261_127
STUDIES, REPLICATIONS, BATCH = 2_000, 6, 50
ARMS = ["no_intervention", "a", "b", "c"]
CUSTOMERS, PERIODS, BRANCH = 60, 5, 1
LEVEL = 0.95
# Differences of two arms have a standard deviation of about 125 currency units.
ZONE = 100.0


def run_studies():
    """Run what is missing, and store after every batch."""
    record = json.loads(STORED.read_text()) if STORED.exists() else {"seed": SEED, "studies": 0}
    while record["studies"] < STUDIES:
        record = added(record, read_batch(record["studies"], BATCH))
        unfinished = STORED.with_suffix(".unfinished")
        unfinished.write_text(json.dumps(record, indent=1) + "\n")
        unfinished.replace(STORED)


def added(record, counts):
    return {"seed": SEED} | {name: record.get(name, 0) + count for name, count in counts.items()}


def read_batch(first, studies):
    """Return what each procedure says of so many studies, the first of which has the number `first`."""
    outcome = equal_arms(range(first * REPLICATIONS, (first + studies) * REPLICATIONS))
    counts = Counter(studies=studies)
    for k in range(studies):
        counts.update(read(outcome.isel(replication=slice(k * REPLICATIONS, (k + 1) * REPLICATIONS))))
    counts.update(select_one_after_the_other(outcome))
    return counts


def equal_arms(replications):
    """Return the customer equity of equal arms in so many small worlds, over (strategy, replication)."""
    scenario = retail(CUSTOMERS)
    world, equity = World(scenario), []
    for replication in replications:
        plan = RunPlan((SEED, replication), PERIODS, branch_period=BRANCH)
        runs = run_branches(world, [replace(plan, future=future) for future in range(len(ARMS))])
        equity.append([equity_of(each.books, scenario, BRANCH).within_horizon for each in runs])
    return xr.DataArray(np.transpose(equity), {"strategy": ARMS}, ("strategy", "replication"))


def read(study):
    """Return which procedures find a difference where there is none: in one arm, or in any of three."""
    rows = paired_differences(study, ARMS[0], LEVEL)
    beside = gain_certainty(study, ARMS[0], LEVEL)
    one, one_beside = rows[0], beside[rows[0].strategy]
    bootstrap = (one_beside.bootstrap_low or 0.0, one_beside.bootstrap_high or 0.0)
    at_once = [(each.simultaneous_low or 0.0, each.simultaneous_high or 0.0) for each in beside.values()]
    return {
        "wins_by_t": int((one.low or 0.0) > 0.0),
        "differences_by_t": int(leaves_zero((one.low or 0.0, one.high or 0.0))),
        "differences_by_bootstrap": int(leaves_zero(bootstrap)),
        "any_by_holm": int(any((row.p_value or 1.0) < 1.0 - LEVEL for row in rows)),
        "any_at_once": int(any(map(leaves_zero, at_once))),
    }


def leaves_zero(interval):
    low, high = interval
    return low > 0.0 or high < 0.0


def select_one_after_the_other(outcome):
    """Select the best again and again; return how often, and how often not the one that is ahead."""
    ahead = outcome.copy()
    ahead[-1] += ZONE
    start, counts = 0, Counter(selections=0, wrong_selections=0)
    while start < outcome.sizes["replication"]:
        found = select_the_best(ahead.isel(replication=slice(start, None)), ZONE, LEVEL, REPLICATIONS)
        if found.best is None:
            break
        counts["selections"] += 1
        counts["wrong_selections"] += found.best != ARMS[-1]
        start += found.replications_wanted
    return counts


if __name__ == "__main__":
    run_studies()
