"""Regret: how much less a strategy gains than one that sees the truth, on the same words."""

from collections.abc import Collection, Mapping

import xarray as xr

from hooper.comparison.paired_differences import (
    NONE_DROPPED,
    PairedDifference,
    paired_differences,
    reference_row,
)


def regrets(
    equity: xr.DataArray,
    oracles: Collection[str],
    level: float = 0.95,
    dropped_after: Mapping[str, int] = NONE_DROPPED,
) -> dict[str, PairedDifference]:
    """Return the best oracle's equity less each strategy's, by strategy, paired; none without an oracle.

    `equity` has dimensions (strategy, replication). The best oracle is the one with the highest mean, of
    equals the first by name; its own regret is 0. Below zero is a strategy that gains more: an oracle of
    one lever is no match for a better lever. `dropped_after` as `paired_differences` takes it.

    >>> equity = xr.DataArray(
    ...     [[10.0, 20.0], [13.0, 24.0]], {"strategy": ["plain", "oracle"]}, ("strategy", "replication"))
    >>> {name: row.difference for name, row in regrets(equity, ["oracle"]).items()}
    {'oracle': 0.0, 'plain': 3.5}
    """
    if not oracles:
        return {}
    means = {name: float(equity.sel(strategy=name).mean()) for name in sorted(oracles)}
    best = max(means, key=lambda name: (means[name] == means[name], means[name]))
    behind = paired_differences(-equity, best, level, dropped_after)
    return {row.strategy: row for row in (reference_row(equity, best), *behind)}
