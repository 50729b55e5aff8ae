"""The 95 % interval holds the true difference in 95 % of studies, and the tests bite.

With the interval right, the number of studies that miss is binomial(STUDIES, 0.05); |z| > 4.57 has a
chance of 5e-6, and the seed is fixed.
"""

from math import sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
import xarray as xr

from hooper.comparison.paired_differences import paired_differences

STUDIES, REPLICATIONS, GAIN = 4_000, 5, 3.0
LARGEST_Z = 4.57


def miss_rate_z(misses: int) -> float:
    return (misses - 0.05 * STUDIES) / sqrt(STUDIES * 0.05 * 0.95)


def simulated_studies():
    """Worlds shared by both arms (sd 10), what the strategy adds (mean GAIN, sd 2)."""
    rng = np.random.default_rng(20_240_611)
    worlds = rng.normal(100.0, 10.0, (STUDIES, REPLICATIONS))
    return np.stack((worlds, worlds + rng.normal(GAIN, 2.0, worlds.shape)), axis=1)


def row_of(study) -> Any:
    names = {"strategy": ["no_intervention", "loyalty"]}
    return paired_differences(xr.DataArray(study, names, ("strategy", "replication")), "no_intervention")[0]


@pytest.mark.slow
def test_the_t_interval_covers_and_its_mutants_do_not():
    rows = [row_of(study) for study in simulated_studies()]
    difference = np.array([row.difference for row in rows])
    error = np.array([row.standard_error for row in rows])
    low, high = np.array([(row.low, row.high) for row in rows]).T
    assert abs(miss_rate_z(int(np.sum((low > GAIN) | (high < GAIN))))) < LARGEST_Z

    normal_quantile = NormalDist().inv_cdf(0.975)
    too_narrow = np.abs(difference - GAIN) > normal_quantile * error
    assert miss_rate_z(int(too_narrow.sum())) > LARGEST_Z
    divided_by_n = np.abs(difference - GAIN) > (high - low) / 2 * sqrt((REPLICATIONS - 1) / REPLICATIONS)
    assert miss_rate_z(int(divided_by_n.sum())) > LARGEST_Z


@pytest.mark.slow
def test_under_no_effect_holm_rarely_calls_any_of_four_strategies_different():
    rng = np.random.default_rng(7_031)
    names = ["no_intervention", "a", "b", "c", "d"]
    worlds = rng.normal(0.0, 1.0, (2_000, 5, 10))
    alarms = sum(any_called_different(world, names) for world in worlds)
    # The strategies share the baseline, so Holm is conservative here: only an excess fails.
    assert (alarms - 100) / sqrt(2_000 * 0.05 * 0.95) < LARGEST_Z


def any_called_different(world, names):
    cube = xr.DataArray(world, {"strategy": names}, ("strategy", "replication"))
    rows = paired_differences(cube, "no_intervention")
    return any(row.p_value is not None and row.p_value < 0.05 for row in rows)
