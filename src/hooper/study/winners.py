"""Which strategy wins where: the best of each world of a study, and how far it is ahead of the second."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import xarray as xr

from hooper.comparison.paired_differences import PairedDifference, paired_differences
from hooper.comparison.ranking import RankingRow
from hooper.study.design_settings import Level


@dataclass(frozen=True)
class WinnerRow:
    """The best strategy of one world, its gain, and its lead: the paired difference to the second.

    The lead is of the replications that both have: a selection may have dropped the second earlier.

    Money in currency units a world; None is "not computable". `levels` are those of the factors there.
    """

    world: str
    point: int
    strategy: str | None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    second: str | None = None
    lead: float | None = None
    lead_low: float | None = None
    lead_high: float | None = None
    levels: Mapping[str, Level] = field(default_factory=dict[str, Level])

    def record(self) -> dict[str, Level | None]:
        """Return the row as one flat record, with a column a factor."""
        own = {name: value for name, value in vars(self).items() if name != "levels"}
        return {"world": own.pop("world"), "point": own.pop("point"), **self.levels, **own}


def winner(
    world: str,
    point: int,
    levels: Mapping[str, Level],
    ranking: Sequence[RankingRow],
    equity: xr.DataArray,
    level: float,
) -> WinnerRow:
    """Return who wins a world, by its ranking and its customer equity over (strategy, replication)."""
    ranked = [row for row in ranking if row.rank is not None]
    if not ranked:
        return WinnerRow(world, point, None, levels=levels)
    best = ranked[0].gain
    ahead = _lead(best.strategy, ranked[1].strategy, equity, level) if len(ranked) > 1 else None
    return WinnerRow(
        world,
        point,
        best.strategy,
        best.difference,
        best.low,
        best.high,
        ahead and ahead.baseline,
        ahead and ahead.difference,
        ahead and ahead.low,
        ahead and ahead.high,
        levels,
    )


def _lead(best: str, second: str, equity: xr.DataArray, level: float) -> PairedDifference:
    both = equity.sel(strategy=[second, best]).dropna("replication")
    (row,) = paired_differences(both, second, level)
    return row
