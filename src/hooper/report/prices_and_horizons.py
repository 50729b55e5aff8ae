"""Which strategy of a study wins at which price of its levers and at which horizon."""

import numpy as np
import xarray as xr

from hooper.comparison.where_each_wins import where_each_wins
from hooper.report.content import ReportContent

PRICE_FACTORS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
HORIZONS = 8


def prices_and_horizons(content: ReportContent) -> xr.Dataset:
    """Return winners among the contenders, two at least, as `where_each_wins` does."""
    branch = content.outcome.attrs["branch_period"]
    money = content.outcome[["discounted_profit", "discounted_spend"]].sel(strategy=content.contenders)
    from_branch = money.isel(period=slice(branch, None))
    periods = from_branch.sizes["period"]
    horizons = np.unique(np.ceil(np.linspace(0.0, periods, HORIZONS + 1)[1:])).astype(int)
    return where_each_wins(
        from_branch["discounted_profit"],
        from_branch["discounted_spend"],
        horizons.tolist(),
        PRICE_FACTORS,
        content.level,
    )
