"""The strategies that have all of their replications: only those can be compared honestly.

A replication that fails may fail because of what happened in it, so that those that are left are no fair
sample; such a strategy is set apart instead of being compared on what is left of it.
"""

import numpy as np
import xarray as xr


def complete_strategies(outcome: xr.DataArray) -> xr.DataArray:
    """Return the strategies without a missing replication, dimensions (strategy, replication), in order.

    `outcome` has both dimensions and a `strategy` coordinate; NaN is a run that is missing.

    >>> values, names = [[1.0, 2.0], [np.nan, 2.0]], {"strategy": ["a", "b"]}
    >>> profit = xr.DataArray(values, names, ("strategy", "replication"))
    >>> complete_strategies(profit)["strategy"].values.tolist()
    ['a']
    """
    values = outcome.transpose("strategy", "replication")
    return values.isel(strategy=np.flatnonzero(np.isfinite(values.to_numpy()).all(axis=1)))
