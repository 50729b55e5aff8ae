"""Which strategy wins where: by horizon, by the price of its levers, and by whatever else worlds differ in.

Horizons come from the cumulative discounted profit of one and the same runs, prices from the straight line of
`break_even` (the same actions, dearer or cheaper); anything else, such as how strong competition is, from
worlds of their own, along further dimensions of what is given. A winner is sure where its paired lead over
the runner-up leaves zero by more than its t interval, each place for itself.
"""

from collections.abc import Sequence

import numpy as np
import xarray as xr
from scipy.special import stdtrit


def where_each_wins(
    profit: xr.DataArray,
    spend: xr.DataArray,
    horizons: Sequence[int],
    price_factors: Sequence[float],
    level: float = 0.95,
) -> xr.Dataset:
    """Return winner, lead and whether it is sure, over (..., price_factor, horizon).

    `profit` and `spend` are discounted, a period from the branch on, over (..., strategy, replication,
    period); `horizons` count periods from the branch. `winner` is the strategy's number in `strategy`; the
    baseline is one of them and may win. One replication decides nothing: no winner is sure then.

    >>> dims, names = ("strategy", "replication", "period"), {"strategy": ["no_intervention", "care"]}
    >>> profit = xr.DataArray([[[0.0, 0.0]], [[-1.0, 3.0]]], names, dims)
    >>> spend = xr.DataArray([[[0.0, 0.0]], [[2.0, 2.0]]], names, dims)
    >>> where_each_wins(profit, spend, [1, 2], [1.0, 2.0])["winner"].values.tolist()
    [[0, 1], [0, 0]]
    """
    value = _at(profit, horizons) - _priced(price_factors) * _at(spend, horizons)
    means = value.mean("replication")
    order = means.argsort(axis=means.get_axis_num("strategy"))
    first, second = order.isel(strategy=-1), order.isel(strategy=-2)
    lead = value.isel(strategy=first) - value.isel(strategy=second)
    error = lead.std("replication", ddof=1) / np.sqrt(lead.sizes["replication"])
    quantile = stdtrit(max(lead.sizes["replication"] - 1, 1), 0.5 + level / 2)
    dims = [*(name for name in means.dims if name not in _PLANE), *_PLANE[1:]]
    found = {
        "winner": first.drop_vars("strategy", errors="ignore"),
        "lead": lead.mean("replication"),
        "is_sure": lead.mean("replication") > quantile * error,
    }
    return xr.Dataset(found).transpose(*dims).assign_coords(strategy=profit["strategy"])


def places(found: xr.Dataset) -> list[dict[str, str | float | int | bool | None]]:
    """Return what `where_each_wins` says of one world as records: one for each price and horizon."""
    names, plane = found["strategy"].to_numpy(), found.transpose("price_factor", "horizon", ...)
    winner, lead, is_sure = (plane[name].to_numpy() for name in ("winner", "lead", "is_sure"))
    return [
        {
            "price_factor": price_factor,
            "horizon": horizon,
            "winner": str(names[winner[row, column]]),
            "lead": float(lead[row, column]),
            "is_sure": bool(is_sure[row, column]),
        }
        for row, price_factor in enumerate(found["price_factor"].values.tolist())
        for column, horizon in enumerate(found["horizon"].values.tolist())
    ]


_PLANE = ("strategy", "price_factor", "horizon")


def _at(series: xr.DataArray, horizons: Sequence[int]) -> xr.DataArray:
    """Return the cumulative series at each horizon, along a dimension of that name."""
    at = series.cumsum("period").isel(period=[horizon - 1 for horizon in horizons])
    return at.rename(period="horizon").assign_coords(horizon=list(horizons))


def _priced(factors: Sequence[float]) -> xr.DataArray:
    return xr.DataArray(
        [factor - 1.0 for factor in factors], {"price_factor": list(factors)}, ("price_factor",)
    )
