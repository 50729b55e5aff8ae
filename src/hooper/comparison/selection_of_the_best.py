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

Whoever is dropped need not be run any more, and the rule looks at no more of it: what is there beyond
changes nothing. Of strategies with the very same mean when W is 0, as those that never differ, the first by
name stays.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.float64]
# A look costs something, and workers have nothing to do at its end: it is worth a tenth more, at least.
_LEAST_STEP = 10


@dataclass(frozen=True)
class Selection:
    """Which strategy is the best: `best`, or None while more than one is left.

    `contenders` are those left, by name; `dropped_after` holds the number of replications after which each
    of the others was dropped. `replications_wanted` is how many those that are left should have before the
    next look: until the next of them is dropped, if the means stay as they are; or how many there were when
    the selection was over.
    """

    best: str | None
    contenders: tuple[str, ...]
    dropped_after: dict[str, int]
    replications_wanted: int


def select_the_best(outcome: xr.DataArray, zone: float, level: float, first_stage: int) -> Selection:
    """Select the strategy with the largest mean; `zone` is the smallest difference worth detecting.

    `outcome` has dimensions (strategy, replication) and a `strategy` coordinate, in the unit of `zone`. NaN
    at the end of a strategy's replications are those that it has not been run in; one that lacks a
    replication before others, or has none, has no part. Raises InputError if none has a part, or the zone
    or the first stage is too small.

    >>> gains = [[0.0, 1.0, 2.0, 1.0, 0.0], [5.0, 6.1, 7.0, 6.0, 5.1], [4.9, 6.0, 7.1, 6.0, 5.0]]
    >>> profit = xr.DataArray(gains, {"strategy": ["a", "b", "c"]}, ("strategy", "replication"))
    >>> selection = select_the_best(profit, zone=0.02, level=0.95, first_stage=5)
    >>> selection.best, selection.contenders, selection.dropped_after
    (None, ('b', 'c'), {'a': 5})
    """
    entered = _without_gaps(outcome)
    _check(entered, zone, first_stage)
    names = [str(name) for name in entered["strategy"].values]
    values = entered.to_numpy().astype(np.float64)
    there = values.shape[1]
    if there < first_stage:
        return Selection(None, tuple(names), {}, first_stage)
    reach = _reach(values[:, :first_stage], level)
    place = np.argsort(np.argsort(names))
    dropped = _dropped_after(_falls_behind(values, place, zone, reach, first_stage))
    left = np.flatnonzero(dropped == 0)
    gone = {name: int(after) for name, after in zip(names, dropped, strict=True) if after}
    if left.size == 1:
        return Selection(names[left[0]], (names[left[0]],), gone, max([first_stage, *gone.values()]))
    contenders = values[left]
    wanted = there
    if np.isfinite(contenders).all():
        next_drop = _next_drop(contenders.mean(axis=1), zone, reach[np.ix_(left, left)])
        wanted = max(there + max(1, there // _LEAST_STEP), next_drop)
    return Selection(None, tuple(names[k] for k in left), gone, wanted)


def _without_gaps(outcome: xr.DataArray) -> xr.DataArray:
    values = outcome.transpose("strategy", "replication")
    there = np.isfinite(values.to_numpy())
    begins = there[:, :1].all(axis=1)
    return values.isel(strategy=np.flatnonzero(begins & (np.diff(there, axis=1).sum(axis=1) < 2)))


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


def _falls_behind(
    values: Floats, place: NDArray[np.intp], zone: float, reach: Floats, first_stage: int
) -> NDArray[np.int64]:
    """Return after how many replications i first falls behind l, shape `(k, k)`; 0 where it never does.

    `place` is that of each by name.
    """
    there = values.shape[1]
    r = np.arange(first_stage, there + 1)
    means = values.cumsum(axis=1)[:, first_stage - 1 :] / r
    behind = np.empty(reach.shape, np.int64)
    for i, own in enumerate(means):
        margin = np.maximum(0.0, zone / (2.0 * r) * (reach[i, :, np.newaxis] / zone**2 - r))
        is_second = (own == means) & (margin == 0.0) & (place < place[i])[:, np.newaxis]
        is_behind = (own < means - margin) | is_second
        behind[i] = np.where(is_behind.any(axis=1), r[is_behind.argmax(axis=1)], 0)
    return behind


def _dropped_after(behind: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return after how many replications each is dropped by one that is left then; 0 where it is left."""
    dropped = np.zeros(behind.shape[0], np.int64)
    for now in np.unique(behind[behind > 0]):
        left = dropped == 0
        dropped[left & ((behind == now) & left).any(axis=1)] = now
    return dropped


def _next_drop(means: Floats, zone: float, reach: Floats) -> int:
    """Return after how many replications the leader drops the first of the others if the means stay."""
    leader = int(means.argmax())
    at = reach[leader] / (2.0 * zone * (means[leader] - means) + zone**2)
    return ceil(float(np.delete(at, leader).min()))
