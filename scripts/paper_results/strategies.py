"""What each strategy gains in each world of a finished study, and what pairing it with others saves."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from scipy.special import stdtrit

from hooper.comparison.mean_interval import mean_interval
from hooper.strategies.catalogue import get
from hooper.study.outcome_table import read_outcome

BASELINE = "no_intervention"
Row = dict[str, str | float | None]


@dataclass(frozen=True)
class World:
    """One world of a study: its name, the level of the factor there, and its folder of results."""

    name: str
    level: float
    folder: Path

    @cached_property
    def equity(self) -> dict[str, NDArray[np.float64]]:
        """Customer equity by strategy, `(replications,)` each."""
        outcome: xr.DataArray = read_outcome(self.folder)["equity"]
        names = [str(name) for name in outcome["strategy"].values]
        return {name: outcome.sel(strategy=name).to_numpy().astype(np.float64) for name in names}

    @property
    def carried_out(self) -> dict[str, NDArray[np.float64]]:
        """The same of those that a firm could carry out."""
        return {name: values for name, values in self.equity.items() if not get(name).sees_truth}


@dataclass(frozen=True)
class Gain:
    """What a strategy gains over the baseline in a world, in currency, with its 95 % interval.

    `half_width_apart` is half of that interval if worlds had been independent, `sales` what customers pay
    from the branch to the horizon if nothing is done.
    """

    world: str
    level: float
    strategy: str
    sees_truth: str
    sales: float
    gain: float
    low: float
    high: float
    half_width_apart: float
    retention: float
    spend: float
    probability_best: str

    @property
    def worlds_saved(self) -> float:
        """How many times fewer worlds pairing takes for the same interval."""
        return (2.0 * self.half_width_apart / (self.high - self.low)) ** 2

    def percent(self, money: float) -> float:
        """Return an amount in per cent of sales."""
        return 100.0 * money / self.sales


def worlds_of(study: Path, factor: str, name: str | None = None) -> list[World]:
    """Return the worlds of a study, by the name of their scenario or by one name for all."""
    return [
        World(name or row["world"], float(row[factor]), study / "worlds" / f"{row['world']}-{row['point']}")
        for row in _rows(study / "tables" / "winners.csv")
    ]


def gains(world: World) -> Iterator[Gain]:
    """Yield what each strategy gains over the baseline, which has no interval."""
    equity = world.equity
    ranking, certainty, seconds = (
        {row["strategy"].partition(" (")[0]: row for row in _rows(world.folder / "tables" / f"{name}.csv")}
        for name in ("ranking", "certainty", "secondary_outcomes")
    )
    for strategy, row in ranking.items():
        is_baseline = strategy == BASELINE
        yield Gain(
            world=world.name,
            level=world.level,
            strategy=strategy,
            sees_truth=str(get(strategy).sees_truth).lower(),
            sales=float(seconds[BASELINE]["revenue"]),
            gain=float(row["difference"]),
            low=float(row["low"]),
            high=float(row["high"]),
            half_width_apart=0.0 if is_baseline else half_apart(equity[strategy], equity[BASELINE]),
            retention=float(row["retention"]),
            spend=float(row["spend"]),
            probability_best=certainty[strategy]["probability_best"],
        )


def leads(world: World) -> Row:
    """Return by how much the best strategy that a firm could carry out leads the second."""
    equity = world.carried_out
    best, second, *_ = sorted(equity, key=lambda name: -equity[name].mean())
    lead = mean_interval(equity[best] - equity[second])
    return {"world": world.name, "level": world.level, "best": best, "second": second, **vars(lead)}


def orders_decided(world: World) -> Row:
    """Return of how many pairs of strategies the better one is known, paired and as if they were not.

    Two that do the same have the same outcomes, and no order.
    """
    pairs = [
        (own, other)
        for own, other in combinations(world.carried_out.values(), 2)
        if not np.array_equal(own, other)
    ]
    apart = sum(abs((own - other).mean()) > half_apart(own, other) for own, other in pairs)
    paired = sum(mean_interval(own - other).leaves_zero for own, other in pairs)
    return {
        "world": world.name,
        "level": world.level,
        "pairs": len(pairs),
        "paired": paired,
        "apart": int(apart),
    }


def half_apart(own: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return half the 95 % interval of a difference of means in independent worlds."""
    error = np.sqrt((own.var(ddof=1) + other.var(ddof=1)) / own.size)
    return float(error * stdtrit(2 * (own.size - 1), 0.975))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
