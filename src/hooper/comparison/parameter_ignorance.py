"""What is not known of the world: the ranking of strategies over draws of the world's parameters.

Kept apart from Monte-Carlo error, which is what chance does in one and the same world.
"""

from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from scipy.stats import rankdata

from hooper.foundation.errors import Fault, InputError


@dataclass(frozen=True)
class IgnoranceRow:
    """One strategy over parameter draws; gains in currency units per world.

    `rank_shares[k]` is the share of draws in which the strategy is of rank k + 1 (ties split evenly),
    `share_best` its first entry, `gain_low` and `gain_high` the 5 % and 95 % points of its gain.
    `chance_error` is the Monte-Carlo standard error of the gain inside one draw, or None if each draw
    was run once and the range still holds chance as well as ignorance.
    """

    strategy: str
    draws: int
    share_best: float
    mean_rank: float
    gain_low: float
    gain_median: float
    gain_high: float
    chance_error: float | None
    rank_shares: tuple[float, ...]


def rank_over_draws(gains: xr.DataArray) -> tuple[IgnoranceRow, ...]:
    """Rank the strategies in every parameter draw; rows by share of draws won, best first.

    `gains` has dimensions (draw, strategy) and optionally replication, with the baseline among the
    strategies at gain 0, since doing nothing can be best. Raises InputError on a gain that is not
    finite: a draw left out silently would bend the shares.

    >>> gains = xr.DataArray([[0.0, 2.0], [0.0, -1.0], [0.0, 3.0]],
    ...                      {"strategy": ["no_intervention", "loyalty"]}, ("draw", "strategy"))
    >>> [(row.strategy, round(row.share_best, 2)) for row in rank_over_draws(gains)]
    [('loyalty', 0.67), ('no_intervention', 0.33)]
    """
    cube = gains if "replication" in gains.dims else gains.expand_dims("replication", axis=-1)
    values = cube.transpose("strategy", "draw", "replication").to_numpy().astype(np.float64)
    names = [str(name) for name in gains["strategy"].values]
    _require_finite(names, values)
    by_draw = values.mean(axis=2)
    shares = rank_shares(by_draw)
    errors = _chance_errors(values)
    rows = [
        _row(name, by_draw[k], shares[k], None if errors is None else float(errors[k]))
        for k, name in enumerate(names)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.share_best, row.mean_rank, row.strategy)))


def rank_shares(gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of draws at each rank, shape `(n_strategies, n_strategies)`, ties split evenly.

    `gains` has shape `(n_strategies, n_draws)`; column k of the result is rank k + 1, the highest
    gain first. Rows and columns sum to one.

    >>> rank_shares(np.array([[1.0, 2.0], [1.0, 1.0]])).tolist()
    [[0.75, 0.25], [0.25, 0.75]]
    """
    first = rankdata(-gains, method="min", axis=0)[:, :, np.newaxis]
    last = rankdata(-gains, method="max", axis=0)[:, :, np.newaxis]
    ranks = np.arange(1, gains.shape[0] + 1)
    held = (ranks >= first) & (ranks <= last)
    return (held / held.sum(axis=2, keepdims=True)).mean(axis=1)


def _require_finite(names: list[str], values: NDArray[np.float64]) -> None:
    holes = [name for name, own in zip(names, values, strict=True) if not np.isfinite(own).all()]
    faults = [Fault(f"gains of {name}", "some draws are missing", "run them again") for name in holes]
    if not values.size:
        faults = [Fault("gains", "there are no draws", "run at least one parameter draw")]
    if faults:
        raise InputError(faults)


def _chance_errors(values: NDArray[np.float64]) -> NDArray[np.float64] | None:
    replications = values.shape[2]
    if replications == 1:
        return None
    return np.sqrt(values.var(axis=2, ddof=1).mean(axis=1) / replications)


def _row(
    name: str, gains: NDArray[np.float64], shares: NDArray[np.float64], chance_error: float | None
) -> IgnoranceRow:
    low, median, high = np.quantile(gains, (0.05, 0.5, 0.95))
    return IgnoranceRow(
        strategy=name,
        draws=gains.size,
        share_best=float(shares[0]),
        mean_rank=float(shares @ np.arange(1, shares.size + 1)),
        gain_low=float(low),
        gain_median=float(median),
        gain_high=float(high),
        chance_error=chance_error,
        rank_shares=tuple(float(share) for share in shares),
    )
