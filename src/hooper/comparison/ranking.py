"""The ranking of strategies by customer equity gain, with its secondary columns."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
import xarray as xr

from hooper.comparison.beside_the_gain import BesideTheGain, beside_the_gains
from hooper.comparison.paired_differences import (
    NONE_DROPPED,
    PairedDifference,
    paired_differences,
    reference_row,
)
from hooper.comparison.regret import regrets


@dataclass(frozen=True)
class RankingRow:
    """One strategy in the ranking; money in currency units per world, means over replications.

    `gain` is the paired difference in customer equity (discounted profit from the branch to the
    horizon after departmental and strategy cost); what lies beyond the horizon is apart in
    `gain_beyond_horizon`. `retention` is the share of the customers held at the branch who are still
    held at the horizon, `leaks` the customers lost by cause, `refused` the money asked for
    beyond the budget.
    `return_on_spend` is the gain, which is net of the spend, per unit of money spent beyond the
    baseline's spend; None if nothing was. `sees_truth` marks an oracle strategy, and `regret` is how much
    less is gained than by the best of them; None if there is none. `beside` is how sure the gain is, what it
    risks, and what it would bear.
    """

    rank: int | None
    gain: PairedDifference
    gain_beyond_horizon: PairedDifference
    retention: float | None
    customers_held: float | None
    revenue: float | None
    mean_satisfaction: float | None
    spend: float | None
    return_on_spend: float | None
    budget: float | None
    refused: float | None
    leaks: dict[str, float]
    beside: BesideTheGain
    sees_truth: bool = False
    regret: PairedDifference | None = None

    @property
    def strategy(self) -> str:
        """The strategy's name."""
        return self.gain.strategy

    def record(self) -> dict[str, str | float | int | bool | None]:
        """Return the row as one flat record, for JSON and CSV; None is "not computable"."""
        beyond = self.gain_beyond_horizon
        return {
            "rank": self.rank,
            **asdict(self.gain),
            "beyond_horizon_difference": beyond.difference,
            "beyond_horizon_low": beyond.low,
            "beyond_horizon_high": beyond.high,
            "retention": self.retention,
            "customers_held": self.customers_held,
            "revenue": self.revenue,
            "mean_satisfaction": self.mean_satisfaction,
            "spend": self.spend,
            "return_on_spend": self.return_on_spend,
            "budget": self.budget,
            "refused": self.refused,
            **{f"leaks_{cause}": count for cause, count in self.leaks.items()},
            "sees_truth": self.sees_truth,
            **self._regret_record(),
            **self.beside.record(),
        }

    def _regret_record(self) -> dict[str, float | None]:
        behind = self.regret
        if behind is None:
            return {}
        return {"regret": behind.difference, "regret_low": behind.low, "regret_high": behind.high}


def rank_strategies(
    outcome: xr.Dataset,
    baseline: str,
    level: float = 0.95,
    oracles: Collection[str] = (),
    dropped_after: Mapping[str, int] = NONE_DROPPED,
) -> tuple[RankingRow, ...]:
    """Rank all strategies, the baseline among them, by customer equity gain, best first.

    `outcome` has `equity`, `equity_beyond_horizon`, `retention`, `customers_held`, `revenue`,
    `mean_satisfaction`, `strategy_spend`, `budget`, `refused` over (strategy, replication), `leaks` over
    (strategy, replication, cause), `discounted_profit` and `discounted_spend` over (strategy, replication,
    period), and the attribute `branch_period`. `oracles` names the strategies that see the truth.
    A strategy whose replications are incomplete stands last, without a rank. One that a selection has
    dropped is ranked by the replications until then (`dropped_after`), and has nothing `beside` its gain.
    Raises InputError if the baseline is not among the strategies.
    """
    gains = _differences(outcome["equity"], baseline, level, dropped_after)
    beyond = _differences(outcome["equity_beyond_horizon"], baseline, level, dropped_after)
    totals = outcome.drop_dims("period", errors="ignore")
    behind = regrets(outcome["equity"], oracles, level, dropped_after)
    order = sorted(gains.values(), key=_best_first)
    beside = beside_the_gains(outcome, baseline, level, oracles)
    rows = (
        _row(position, gain, beyond[gain.strategy], totals, beside.get(gain.strategy, BesideTheGain()))
        for position, gain in enumerate(order, start=1)
    )
    return tuple(
        replace(row, sees_truth=row.strategy in oracles, regret=behind.get(row.strategy)) for row in rows
    )


def contenders(rows: Sequence[RankingRow], replications: int) -> list[str]:
    """Return the strategies that can be set against each other, best first.

    They are complete in so many replications, all that there are, and none sees the truth.
    """
    complete = [row for row in rows if row.rank is not None and row.gain.replications == replications]
    return [row.strategy for row in complete if not row.sees_truth]


def _differences(
    outcome: xr.DataArray, baseline: str, level: float, dropped_after: Mapping[str, int]
) -> dict[str, PairedDifference]:
    compared = paired_differences(outcome, baseline, level, dropped_after)
    return {row.strategy: row for row in (reference_row(outcome, baseline), *compared)}


def _best_first(gain: PairedDifference) -> tuple[bool, float, bool, str]:
    missing = gain.difference is None
    return missing, -(gain.difference or 0.0), gain.status != "reference", gain.strategy


def _row(
    position: int,
    gain: PairedDifference,
    beyond: PairedDifference,
    totals: xr.Dataset,
    beside: BesideTheGain,
) -> RankingRow:
    means = totals.isel(replication=slice(gain.replications)).mean("replication", skipna=False)
    own = means.sel(strategy=gain.strategy)
    added = _number(own["strategy_spend"] - means["strategy_spend"].sel(strategy=gain.baseline))
    return RankingRow(
        rank=None if gain.difference is None else position,
        gain=gain,
        gain_beyond_horizon=beyond,
        retention=_number(own["retention"]),
        customers_held=_number(own["customers_held"]),
        revenue=_number(own["revenue"]),
        mean_satisfaction=_number(own["mean_satisfaction"]),
        spend=_number(own["strategy_spend"]),
        return_on_spend=gain.difference / added if added and gain.difference is not None else None,
        budget=_number(own["budget"]),
        refused=_number(own["refused"]),
        leaks={str(leak["cause"].item()): float(leak) for leak in own["leaks"]},
        beside=beside,
    )


def _number(value: xr.DataArray) -> float | None:
    return float(value) if np.isfinite(value) else None
