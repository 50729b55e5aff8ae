"""Selection of the best strategy with a guarantee, replication by replication.

After a first stage every pair of strategies i, l has the variance S_il^2 of its differences. From then on,
after r replications, i is dropped for good as soon as its mean falls behind that of any l that is left by
more than

    W_il(r) = max(0, zone / (2 r) * (h^2 S_il^2 / zone^2 - r))
    h^2     = (n - 1) * ((2 (1 - level) / (k - 1))^(-2 / (n - 1)) - 1)

with k strategies and a first stage of n replications; W shrinks to 0, so that it ends. Where the best is
ahead of all others by the indifference zone or more, it is selected with a chance of at least `level`;
where it is not, one that is behind it by less than the zone may be. The guarantee holds for normal outcomes,
whatever their means and variances, also with common random numbers, which make S small and the work short.
Source: Kim and Nelson (2001), A fully sequential procedure for indifference-zone selection in simulation,
ACM Transactions on Modeling and Computer Simulation 11(3), 251-273 (c = 1).
"""

from dataclasses import dataclass
from math import ceil

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from hooper.comparison.complete_strategies import complete_strategies
from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Selection:
    """Which strategy is the best: `best`, or None while more than one is left.

    `contenders` are those left, by name; `dropped_after` holds the number of replications after which each
    of the others was dropped. `replications_wanted` is the number at which the selection ends if the means
    stay as they are, or was over.
    """

    best: str | None
    contenders: tuple[str, ...]
    dropped_after: dict[str, int]
    replications_wanted: int


def select_the_best(outcome: xr.DataArray, zone: float, level: float, first_stage: int) -> Selection:
    """Select the strategy with the largest mean; `zone` is the smallest difference worth detecting.

    `outcome` has dimensions (strategy, replication) and a `strategy` coordinate, in the unit of `zone`;
    strategies that lack a replication have no part. Raises InputError if none is complete, or the zone or
    the first stage is too small.

    >>> gains = [[0.0, 1.0, 2.0, 1.0, 0.0], [5.0, 6.1, 7.0, 6.0, 5.1], [4.9, 6.0, 7.1, 6.0, 5.0]]
    >>> profit = xr.DataArray(gains, {"strategy": ["a", "b", "c"]}, ("strategy", "replication"))
    >>> selection = select_the_best(profit, zone=0.02, level=0.95, first_stage=5)
    >>> selection.best, selection.contenders, selection.dropped_after
    (None, ('b', 'c'), {'a': 5})
    """
    entered = complete_strategies(outcome)
    _check(entered, zone, first_stage)
    names = [str(name) for name in entered["strategy"].values]
    values = entered.to_numpy().astype(np.float64)
    there = values.shape[1]
    if there < first_stage:
        return Selection(None, tuple(names), {}, first_stage)
    reach = _reach(values[:, :first_stage], level)
    dropped = _dropped_after(_falls_behind(values, zone, reach, first_stage))
    left = np.flatnonzero(dropped == 0)
    gone = {name: int(after) for name, after in zip(names, dropped, strict=True) if after}
    if left.size == 1:
        return Selection(names[left[0]], (names[left[0]],), gone, max([first_stage, *gone.values()]))
    wanted = max(there + 1, _over_at(values[left].mean(axis=1), zone, reach[np.ix_(left, left)]))
    return Selection(None, tuple(names[k] for k in left), gone, wanted)


def _check(entered: xr.DataArray, zone: float, first_stage: int) -> None:
    checks = (
        (
            zone > 0.0,
            "indifference zone",
            f"{zone} is not above 0",
            "say which difference is worth detecting",
        ),
        (first_stage > 1, "first stage", f"{first_stage} shows no spread", "take 2 replications, better 20"),
        (entered.sizes["strategy"] > 0, "strategies", "none has all its replications", "run them again"),
    )
    faults = [Fault(where, problem, remedy) for holds, where, problem, remedy in checks if not holds]
    if faults:
        raise InputError(faults)


def _reach(first: Floats, level: float) -> Floats:
    """Return h^2 S_il^2 of every pair, shape `(k, k)`."""
    k, n = first.shape
    if k == 1:
        return np.zeros((1, 1))
    spread = (first[:, np.newaxis] - first).var(axis=2, ddof=1)
    return (n - 1) * ((2.0 * (1.0 - level) / (k - 1)) ** (-2.0 / (n - 1)) - 1.0) * spread


def _falls_behind(values: Floats, zone: float, reach: Floats, first_stage: int) -> NDArray[np.int64]:
    """Return after how many replications i first falls behind l, shape `(k, k)`; 0 where it never does."""
    there = values.shape[1]
    r = np.arange(first_stage, there + 1)
    means = values.cumsum(axis=1)[:, first_stage - 1 :] / r
    behind = np.empty(reach.shape, np.int64)
    for i, own in enumerate(means):
        margin = np.maximum(0.0, zone / (2.0 * r) * (reach[i, :, np.newaxis] / zone**2 - r))
        is_behind = own < means - margin
        behind[i] = np.where(is_behind.any(axis=1), r[is_behind.argmax(axis=1)], 0)
    return behind


def _dropped_after(behind: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return after how many replications each is dropped by one that is left then; 0 where it is left."""
    dropped = np.zeros(behind.shape[0], np.int64)
    for now in np.unique(behind[behind > 0]):
        left = dropped == 0
        dropped[left & ((behind == now) & left).any(axis=1)] = now
    return dropped


def _over_at(means: Floats, zone: float, reach: Floats) -> int:
    """Return the number of replications at which the leader has dropped the others if the means stay."""
    leader = int(means.argmax())
    return ceil(float((reach[leader] / (2.0 * zone * (means[leader] - means) + zone**2)).max()))
