"""Coverage of 95 % intervals at 2,357 customers over 2,000 replications: `python -m tests.long.coverage`.

Beside the intervals by standard errors of the logarithms stand those by the profile of the likelihood, for
the first tenth of the replications. What has been found is written after every batch, so that an
interrupted run goes on where it was; remove the file to begin anew.
"""

import json
from collections import Counter
from pathlib import Path

import numpy as np

from hooper.evidence.oracles.interval_coverage import COVERED, CUSTOMERS, QUANTILE
from hooper.lifetime_value.likelihood_problem import fit_problem
from hooper.lifetime_value.profile_likelihood import profile_intervals

STORED = Path(__file__).with_name("coverage_results.json")
SEED = 20_260_101
REPLICATIONS, PROFILED, BATCH = 2_000, 200, 50


def run_replications():
    """Run what is missing, the models in turn, and store after every batch."""
    record = json.loads(STORED.read_text()) if STORED.exists() else begun()
    likes = {known.model.NAME: known.draw(known.parameters, CUSTOMERS, (SEED, 0)) for known in COVERED}
    while any(cell["replications"] < REPLICATIONS for cell in record["models"].values()):
        for known in COVERED:
            cell = record["models"][known.model.NAME]
            for number in range(cell["replications"], min(cell["replications"] + BATCH, REPLICATIONS)):
                add_replication(cell, known, likes[known.model.NAME], number)
        store(record)


def begun():
    cells = {
        known.model.NAME: {
            "replications": 0,
            "profiled": 0,
            "held": dict.fromkeys(known.parameters, 0),
            "held_by_profile": dict.fromkeys(known.parameters, 0),
            "status": {},
        }
        for known in COVERED
    }
    return {"seed": SEED, "customers": CUSTOMERS, "models": cells}


def add_replication(cell, known, like, number):
    """Draw and fit once more, and count which intervals hold the truth."""
    problem = known.model.problem(known.model.simulate(known.parameters, like, (SEED, number + 1)))
    fit = fit_problem(problem)
    errors = np.sqrt(np.diag(fit.log_covariance))
    intervals = profile_intervals(problem, fit) if number < PROFILED else {}
    for (name, truth), error in zip(known.parameters.items(), errors, strict=True):
        cell["held"][name] += int(abs(np.log(fit.parameters[name] / truth)) < QUANTILE * error)
        if name in intervals:
            cell["held_by_profile"][name] += int(intervals[name].low < truth < intervals[name].high)
    cell["status"] = dict(Counter(cell["status"]) + Counter([fit.status]))
    cell["replications"] += 1
    cell["profiled"] += bool(intervals)


def coverage(record):
    """Return by model and parameter the shares of intervals that hold the truth: by errors, by profile."""
    return {
        (model, name): (held / cell["replications"], cell["held_by_profile"][name] / cell["profiled"])
        for model, cell in record["models"].items()
        for name, held in cell["held"].items()
    }


def store(record):
    unfinished = STORED.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(record, indent=1) + "\n")
    unfinished.replace(STORED)


if __name__ == "__main__":
    run_replications()
