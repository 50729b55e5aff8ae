"""Calibration finds the parameters that simulated logs were made with; kept in `recovery_results.json`.

Intervals of 95 % hold the truth less often than they say (docs/calibration.md has the shares), and nothing
here takes them for more: what is shown is that estimates lie about the truth, and that errors of the right
size are told. Were the errors exact, the mean square of the misses in standard errors would be that of a
chi-squared with at least two degrees of freedom a log (four estimates, which go together in pairs): with 40
logs above 1.3 squared once in 8,800. That of errors which forget the luck of the simulation is past it.
"""

import json

import numpy as np
import pytest

from tests.long.recovery import FIRST_SEED, LOGGED, REPLICATIONS, SIMULATED, STORED, TRUE, run_replications

LARGEST_MISS = 1.3  # root mean square, in standard errors
FORGOTTEN = np.sqrt(1.0 + LOGGED / SIMULATED)  # how far too small errors are that forget the simulation


@pytest.fixture(scope="module")
def stored():
    return json.loads(STORED.read_text())["replications"]


def misses(record):
    """Return the misses of logarithms in standard errors, shape `(n_logs, n_parameters)`."""
    return np.array(
        [
            [
                np.log(each["estimates"][name][0] / value) / each["estimates"][name][3]
                for name, value in TRUE.items()
            ]
            for each in record
        ]
    )


def root_mean_square(values):
    return float(np.sqrt(np.mean(np.square(values))))


def test_no_replication_is_missing(stored):
    assert [each["seed"] for each in stored] == list(range(FIRST_SEED, FIRST_SEED + REPLICATIONS))


def test_estimates_lie_about_the_truth(stored):
    """A parameter found without bias fails about once in 10,000: a mean is off by 4.4 of its errors."""
    found = misses(stored)
    assert (np.abs(found.mean(axis=0)) < 4.4 * found.std(axis=0, ddof=1) / np.sqrt(len(stored))).all()
    assert (np.abs(found.mean(axis=0)) < 0.75).all()


def test_errors_are_of_the_right_size_and_would_not_be_without_that_of_the_simulation(stored):
    found = root_mean_square(misses(stored))
    assert found < LARGEST_MISS
    assert found * FORGOTTEN > LARGEST_MISS


def test_no_log_is_fitted_in_another_valley(stored):
    """Four standard errors: one of the estimates is so far off once in 16,000 logs x parameters."""
    assert np.abs(misses(stored)).max() < 4.0


def test_later_purchases_are_foretold_better_than_by_bg_nbd(stored):
    world, bg_nbd = ([each[by] for each in stored] for by in ("miss_of_world", "miss_of_bg_nbd"))
    assert root_mean_square(world) < 0.10
    assert root_mean_square(world) < 0.5 * root_mean_square(bg_nbd)


@pytest.mark.long
def test_all_replications_find_the_parameters():
    run_replications()
    found = misses(json.loads(STORED.read_text())["replications"])
    assert root_mean_square(found) < LARGEST_MISS
