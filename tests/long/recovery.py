"""Calibration to simulated logs of known parameters, 40 times: `python -m tests.long.recovery`.

A log of 3,000 customers who come within twelve weeks, seen for 60 weeks; 30 are fitted with worlds of 5,000
customers, 30 kept for checking. Logs and searches have words of their own each time. What has been found is
written after every batch, so that an interrupted run goes on where it was; remove the file to begin anew.
"""

import json
import os
from pathlib import Path

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.scenario import presets
from hooper.scenario.firm_settings import FounderSettings
from hooper.study.execute import execute
from hooper.study.founders import founders_only
from hooper.study.simulated_moments.calibration_window import window_of
from hooper.study.simulated_moments.world_calibration import calibrate_world
from hooper.study.simulated_moments.world_parameters import PARAMETERS, chosen_parameters

STORED = Path(__file__).with_name("recovery_results.json")
TRUE = {"rate_mean": 0.6, "rate_shape": 0.8, "risk_per_order": 2.0, "spend_mean": 30.0}
LOGGED, SIMULATED, WEEKS, ENTRY_DAYS = 3_000, 5_000, 60, 84
FIRST_SEED, REPLICATIONS, BATCH = 101, 40, 10


def run_replications():
    """Run what is missing, and store after every batch."""
    record = json.loads(STORED.read_text()) if STORED.exists() else begun()
    while len(record["replications"]) < REPLICATIONS:
        first = FIRST_SEED + len(record["replications"])
        record["replications"] += execute(replication, range(first, first + BATCH), os.cpu_count() or 1)
        store(record)


def begun():
    return {"true": TRUE, "logged": LOGGED, "simulated": SIMULATED, "weeks": WEEKS, "replications": []}


def replication(seed):
    """Calibrate to the log of a seed; return estimates, standard errors, intervals and misses in holdout."""
    found = calibrated(seed)
    check = found.holdout
    return {
        "seed": seed,
        "distance": found.distance,
        "estimates": {
            each.name: [each.value, each.low, each.high, each.log_standard_error]
            for each in found.identification.estimates
        },
        "miss_of_world": check.miss_in_holdout(check.world),
        "miss_of_bg_nbd": check.miss_in_holdout(check.bg_nbd),
    }


def calibrated(seed):
    """The calibration to the log of a seed; other words are searched on than the log was made of."""
    observed, template = log_of(seed)
    return calibrate_world(observed, template, window_of(observed), chosen_parameters(TRUE), SIMULATED)


def log_of(seed):
    """A log of customers with the true parameters, and the scenario that says what is not fitted."""
    template = presets.load("retail", ["defection.months_at_risk_per_month=0.1", f"seed={seed + 1000}"])
    founders = FounderSettings(customers=LOGGED, entry_day_shares=(1.0,) * ENTRY_DAYS)
    closed = template.acquisition.model_copy(update={"newcomers_per_month_per_1000": 0.0})
    world = template.model_copy(update={"founders": founders, "acquisition": closed})
    for name, value in TRUE.items():
        world = PARAMETERS[name].put(world, value)
    observed = run(World(world), RunPlan((seed, 0), WEEKS)).history.observed
    return founders_only(observed, LOGGED), template


def store(record):
    unfinished = STORED.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(record, indent=1) + "\n")
    unfinished.replace(STORED)


if __name__ == "__main__":
    run_replications()
