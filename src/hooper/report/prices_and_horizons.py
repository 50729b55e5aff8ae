"""Which strategy of a study wins in one world, at which price of its levers and at which horizon."""

from collections.abc import Sequence

import numpy as np
import xarray as xr

from hooper.comparison.where_each_wins import where_each_wins

PRICE_FACTORS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
HORIZONS = 8


def prices_and_horizons(outcome: xr.Dataset, contenders: Sequence[str], level: float) -> xr.Dataset:
    """Return winners among the contenders, two at least, as `where_each_wins` does.

    `outcome` has `discounted_profit` and `discounted_spend` over (strategy, replication, period), and the
    attribute `branch_period`.
    """
    money = outcome[["discounted_profit", "discounted_spend"]].sel(strategy=list(contenders))
    from_branch = money.isel(period=slice(outcome.attrs["branch_period"], None))
    periods = from_branch.sizes["period"]
    horizons = np.unique(np.ceil(np.linspace(0.0, periods, HORIZONS + 1)[1:])).astype(int)
    return where_each_wins(
        from_branch["discounted_profit"],
        from_branch["discounted_spend"],
        horizons.tolist(),
        PRICE_FACTORS,
        level,
    )
