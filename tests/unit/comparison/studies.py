"""Made-up studies for the tests of comparisons: outcomes by strategy and replication."""

import numpy as np
import xarray as xr

# A share of correct answers leaves the band by chance once in 200,000 seeds; all seeds are fixed.
LARGEST_Z = 4.57


def outcome_of(values, names=None):
    """Return values, shape `(strategies, replications)`, under names; the first is the baseline."""
    named = names or ["no_intervention", *"abcdefghijkl"][: len(values)]
    return xr.DataArray(np.asarray(values, float), {"strategy": named}, ("strategy", "replication"))


def misses_z(misses, studies, rate):
    """Return by how many standard errors the misses exceed those of a rate."""
    return (misses - rate * studies) / np.sqrt(studies * rate * (1.0 - rate))


def paired_worlds(rng, gains, replications, of_worlds=10.0, of_arms=2.0):
    """Return strategies in shared worlds: what each adds to the world has a spread of its own."""
    worlds = rng.normal(100.0, of_worlds, replications)
    return worlds + np.asarray(gains)[:, None] + rng.normal(0.0, of_arms, (len(gains), replications))
