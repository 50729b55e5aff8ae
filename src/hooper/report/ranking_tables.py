"""The tables of the comparison: the ranking with its two uncertainties, details, leaks, accounts."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import xarray as xr

from hooper.comparison.parameter_ignorance import IgnoranceRow
from hooper.comparison.ranking import RankingRow
from hooper.report.numbers import (
    Cell,
    change,
    count,
    money,
    percent,
    ratio,
    significant,
    small_probability,
    times,
    verbatim,
    whole_percent,
    words,
)
from hooper.report.table import Column, Table, table_of, table_of_records

STRATEGY = Column("strategy", "strategy", words)


def marked(strategy: str, oracles: Collection[str]) -> str:
    """Return a strategy's name, marked if it is one of those that see the truth.

    >>> marked("oracle_offer", {"oracle_offer"})
    'oracle_offer (sees the truth)'
    """
    return strategy + " (sees the truth)" * (strategy in oracles)


def oracles_among(rows: Sequence[RankingRow]) -> frozenset[str]:
    """Return the strategies of a ranking that see the truth."""
    return frozenset(row.strategy for row in rows if row.sees_truth)


def strategy_name(row: RankingRow) -> str:
    """Return the strategy's name, marked if it sees the truth."""
    return marked(row.strategy, oracles_among([row]))


def ranking_table(
    rows: Sequence[RankingRow], ignorance: Sequence[IgnoranceRow], currency: str, level: float
) -> Table:
    """Return the ranking, each kind of uncertainty under a heading of its own."""
    chance = f"in this world, {whole_percent(level)} interval ({currency})"
    drawn = f"over {ignorance[0].draws} parameter draws ({currency})" if ignorance else ""
    horizon = "at the horizon"
    behind = f"behind the oracle ({currency})"
    of_regret = (
        Column("regret", "regret", change, behind),
        Column("regret_low", "low", change, behind),
        Column("regret_high", "high", change, behind),
    )
    over_draws = (
        Column("share_best", "best in", percent, drawn),
        Column("drawn_low", "gain\u00a05\u00a0%", change, drawn),
        Column("drawn_high", "gain\u00a095\u00a0%", change, drawn),
    )
    return table_of_records(
        "ranking",
        _ranking_records(rows, ignorance),
        Column("rank", "rank", count),
        STRATEGY,
        Column("difference", "gain", change, chance),
        Column("low", "low", change, chance),
        Column("high", "high", change, chance),
        *(over_draws if ignorance else ()),
        *(of_regret if any(row.regret for row in rows) else ()),
        Column("retention", "retention", percent, horizon),
        Column("customers_held", "held", count, horizon),
        Column("spend", "spend", count, f"budget ({currency})"),
        Column("return_on_spend", "return", ratio, f"budget ({currency})"),
    )


def _ranking_records(rows: Sequence[RankingRow], ignorance: Sequence[IgnoranceRow]) -> list[dict[str, Cell]]:
    unknown: dict[str, Cell] = dict.fromkeys(("share_best", "drawn_low", "drawn_high"))
    drawn: dict[str, dict[str, Cell]] = {
        row.strategy: {"share_best": row.share_best, "drawn_low": row.gain_low, "drawn_high": row.gain_high}
        for row in ignorance
    }
    return [
        {**row.record(), **drawn.get(row.strategy, unknown), "strategy": strategy_name(row)} for row in rows
    ]


def monte_carlo_table(rows: Sequence[RankingRow]) -> Table:
    """Return what the replications say of each gain: error, corrected p-value, pairing, number needed."""
    told = [row for row in rows if row.gain.status != "reference"]
    return table_of(
        "monte_carlo",
        (replace(row.gain, strategy=strategy_name(row)) for row in told),
        STRATEGY,
        Column("replications", "replications", count),
        Column("standard_error", "standard error", money),
        Column("p_value", "p (Holm)", small_probability),
        Column("share_better", "replications won", percent),
        Column("variance_reduction", "variance reduction", times),
        Column("replications_needed", "replications needed", count),
        Column("status", "status", words),
        Column("reason", "reason", verbatim),
    )


def secondary_table(rows: Sequence[RankingRow], currency: str) -> Table:
    """Return the outcomes that do not rank: profit beyond the horizon, revenue, satisfaction, budget."""
    beyond = f"gain beyond the horizon ({currency})"
    return table_of_records(
        "secondary_outcomes",
        [row.record() | {"strategy": strategy_name(row)} for row in rows],
        STRATEGY,
        Column("beyond_horizon_difference", "gain", change, beyond),
        Column("beyond_horizon_low", "low", change, beyond),
        Column("beyond_horizon_high", "high", change, beyond),
        Column("revenue", f"revenue ({currency})", count),
        Column("mean_satisfaction", "satisfaction", ratio),
        Column("budget", f"budget ({currency})", count),
        Column("refused", f"refused ({currency})", count),
    )


def leaks_table(rows: Sequence[RankingRow]) -> Table:
    """Return the customers lost by cause: the holes of the leaky bucket, and their sum."""
    causes = tuple(rows[0].leaks)
    return table_of_records(
        "leaks_by_cause",
        [{"strategy": strategy_name(row), **row.leaks, "all": sum(row.leaks.values())} for row in rows],
        STRATEGY,
        *(Column(cause, words(cause), count) for cause in causes),
        Column("all", "all causes", count),
    )


def accounts_table(outcome: xr.Dataset, baseline: str, oracles: Collection[str] = ()) -> Table:
    """Return the seven accounts: the baseline's amounts and every strategy's difference to them."""
    accounts = outcome["accounts"]
    amounts = accounts.sel(strategy=baseline).mean("replication")
    # A strategy that was dropped is set against the baseline in the replications that both have.
    usual = accounts.sel(strategy=baseline).where(accounts.notnull())
    changes = accounts.mean("replication") - usual.mean("replication")
    strategies = [str(name) for name in outcome["strategy"].values if name != baseline]
    records: list[dict[str, Cell]] = [
        {"account": str(account), baseline: float(amounts.sel(account=account))}
        | {name: float(changes.sel(strategy=name, account=account)) for name in strategies}
        for account in outcome["account"].values
    ]
    return table_of_records(
        "accounts",
        records,
        Column("account", "account", words),
        Column(baseline, words(baseline), count, "amount"),
        *(Column(name, words(marked(name, oracles)), change, "difference to it") for name in strategies),
    )


def ignorance_table(rows: Sequence[IgnoranceRow], currency: str, oracles: Collection[str] = ()) -> Table:
    """Return the ranking over parameter draws: what not knowing the world does to the ranking."""
    gain = f"gain ({currency})"
    return table_of(
        "parameter_ignorance",
        (replace(row, strategy=marked(row.strategy, oracles)) for row in rows),
        STRATEGY,
        Column("share_best", "best in", percent),
        Column("mean_rank", "mean rank", ratio),
        Column("gain_low", "5 %", change, gain),
        Column("gain_median", "median", change, gain),
        Column("gain_high", "95 %", change, gain),
        Column("chance_error", "chance error in a draw", significant, gain),
    )
