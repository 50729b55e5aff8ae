"""The places of strategies over several worlds, by what they gain for each unit of sales.

A world counts by its gain as a share of what its customers would have paid without intervention, so that a
world of large orders weighs no more than one of small ones. The outcome of a replication is the mean of these
shares over the worlds. Replication k has the same words in all worlds, so that only replications are
independent of each other: the interval is over them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from hooper.comparison.mean_interval import MeanInterval, mean_interval
from hooper.comparison.paired_differences import PairedDifference, paired_differences, reference_row

_NONE = MeanInterval(None, None, None)


@dataclass(frozen=True)
class WorldEquities:
    """What strategies earned in one world.

    `equity` has dimensions (strategy, replication), NaN for a run that has failed; `sales` of shape
    `(replications,)` is what customers paid from the branch on under the baseline, in currency units.
    """

    name: str
    founders: int
    sales: NDArray[np.float64]
    equity: xr.DataArray

    @property
    def strategies(self) -> list[str]:
        """The names of the strategies, in their order."""
        return [str(name) for name in self.equity["strategy"].values]

    def only(self, names: Sequence[str]) -> "WorldEquities":
        """Return the world with these strategies alone."""
        return WorldEquities(self.name, self.founders, self.sales, self.equity.sel(strategy=list(names)))


@dataclass(frozen=True)
class Standing:
    """One strategy over all worlds; None is "not computable".

    `score` is its gain over the baseline as a share of sales, mean over worlds, and `regret` how much more
    the oracle has; both with paired intervals. `shares` is the gain as a share of sales by world, and `gains`
    the paired gain in currency units a world. An oracle, and a strategy with a run that failed, have no rank.
    """

    strategy: str
    rank: int | None
    sees_truth: bool
    score: MeanInterval
    regret: MeanInterval
    shares: Mapping[str, float | None]
    gains: Mapping[str, PairedDifference]

    @property
    def worst_world(self) -> str | None:
        """The world in which the strategy gains least."""
        shares = {name: share for name, share in self.shares.items() if share is not None}
        return min(shares, key=lambda name: shares[name]) if len(shares) == len(self.shares) else None

    @property
    def worst(self) -> float | None:
        """The gain there, as a share of sales."""
        return None if self.worst_world is None else self.shares[self.worst_world]


def standings(
    worlds: Sequence[WorldEquities], baseline: str, oracle: str, level: float = 0.95
) -> tuple[Standing, ...]:
    """Return the strategies, best first, those without a score last; all worlds have the same strategies.

    >>> equity = xr.DataArray(
    ...     [[10.0, 20.0], [12.0, 24.0], [13.0, 25.0]], {"strategy": ["none", "mine", "oracle"]},
    ...     ("strategy", "replication"))
    >>> world = WorldEquities("shop", 1, np.array([100.0, 100.0]), equity)
    >>> [(row.strategy, row.rank, row.score.mean) for row in standings([world], "none", "oracle")]
    [('oracle', None, 0.04), ('mine', 1, 0.03), ('none', 2, 0.0)]
    """
    names = worlds[0].strategies
    shares = np.array([_shares(world, names, baseline) for world in worlds])
    gains = [_gains(world, baseline, level) for world in worlds]
    scores = shares.mean(axis=0)
    reference = scores[names.index(oracle)] if oracle in names else np.full(shares.shape[2], np.nan)
    rows = [
        Standing(
            strategy=name,
            rank=None,
            sees_truth=name == oracle,
            score=_interval(own, level),
            regret=_interval(reference - own, level),
            shares={w.name: _number(each[place].mean()) for w, each in zip(worlds, shares, strict=True)},
            gains={w.name: each[name] for w, each in zip(worlds, gains, strict=True)},
        )
        for place, (name, own) in enumerate(zip(names, scores, strict=True))
    ]
    return _ranked(sorted(rows, key=_best_first))


def _shares(world: WorldEquities, names: Sequence[str], baseline: str) -> NDArray[np.float64]:
    equity = world.equity.sel(strategy=list(names)).transpose("strategy", "replication").to_numpy()
    return (equity - equity[names.index(baseline)]) / world.sales.mean()


def _gains(world: WorldEquities, baseline: str, level: float) -> dict[str, PairedDifference]:
    rows = (reference_row(world.equity, baseline), *paired_differences(world.equity, baseline, level))
    return {row.strategy: row for row in rows}


def _interval(values: NDArray[np.float64], level: float) -> MeanInterval:
    return mean_interval(values, level) if np.isfinite(values).all() else _NONE


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _best_first(row: Standing) -> tuple[bool, float, str]:
    return row.score.mean is None, -(row.score.mean or 0.0), row.strategy


def _ranked(rows: Sequence[Standing]) -> tuple[Standing, ...]:
    ranks = iter(range(1, len(rows) + 1))
    return tuple(
        row if row.sees_truth or row.score.mean is None else replace(row, rank=next(ranks)) for row in rows
    )
