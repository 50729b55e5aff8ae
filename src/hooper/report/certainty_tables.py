"""The tables beside the ranking: how sure gains are, what they risk, what they would bear, who wins where."""

from collections.abc import Collection, Sequence

import xarray as xr

from hooper.comparison.lever_break_even import LeverBreakEven
from hooper.comparison.ranking import RankingRow
from hooper.comparison.where_each_wins import places
from hooper.report.numbers import Cell, change, count, money, percent, ratio, whole_percent, words
from hooper.report.ranking_tables import STRATEGY, marked, strategy_name
from hooper.report.table import Column, Table, table_of_records


def certainty_table(rows: Sequence[RankingRow], currency: str, level: float) -> Table:
    """Return the intervals of each gain, alone and all at once, and the odds of its being the best."""
    how = f"{whole_percent(level)} interval ({currency})"
    alone, bootstrap, at_once = f"t, {how}", f"bootstrap, {how}", f"all at once, {how}"
    return table_of_records(
        "certainty",
        _records(rows),
        STRATEGY,
        Column("difference", f"gain ({currency})", change),
        Column("low", "low", change, alone),
        Column("high", "high", change, alone),
        Column("bootstrap_low", "low", change, bootstrap),
        Column("bootstrap_high", "high", change, bootstrap),
        Column("simultaneous_low", "low", change, at_once),
        Column("simultaneous_high", "high", change, at_once),
        Column("probability_best", "best in", percent),
        Column("expected_regret", f"expected regret ({currency})", count),
    )


def risk_table(rows: Sequence[RankingRow], currency: str, period: str) -> Table:
    """Return the worst of each strategy, how long its money is out, and its place among several aims.

    Times count in periods of that name.
    """
    front = "profit, retention, satisfaction"
    return table_of_records(
        "risk_and_aims",
        _records(rows),
        STRATEGY,
        Column("difference", f"gain ({currency})", change),
        Column("worst_gain", f"worst 5\u00a0% ({currency})", change),
        Column("share_paid_back", "paid back in", percent),
        Column("payback_periods", f"after {period}s", count),
        Column("retention", "retention", percent, front),
        Column("mean_satisfaction", "satisfaction", ratio, front),
        Column("on_front", "on the front", _yes_or_no, front),
        Column("share_on_front", "in samples", percent, front),
    )


def break_even_table(rows: Sequence[RankingRow], currency: str, level: float) -> Table:
    """Return how dear the levers of each strategy that pays for any might become."""
    factor = f"price factor, {whole_percent(level)} interval"
    return table_of_records(
        "break_even",
        [record for record in _records(rows) if record["break_even_price_factor"] is not None],
        STRATEGY,
        Column("spend", f"spend ({currency})", count),
        Column("break_even_price_factor", "break-even", ratio, factor),
        Column("break_even_low", "low", ratio, factor),
        Column("break_even_high", "high", ratio, factor),
    )


def lever_prices_table(
    rows: Sequence[LeverBreakEven], currency: str, level: float, oracles: Collection[str] = ()
) -> Table:
    """Return how dear each lever of each strategy might become, all others as they are."""
    how = f"{whole_percent(level)} interval"
    price, factor = f"price of a use, {how} ({currency})", f"price factor, {how}"
    return table_of_records(
        "break_even_by_lever",
        [row.record() | {"strategy": marked(row.strategy, oracles)} for row in rows],
        STRATEGY,
        Column("lever", "lever", words),
        Column("spend", f"spend, discounted ({currency})", count),
        Column("price", "now", money, price),
        Column("break_even_price", "break-even", money, price),
        Column("break_even_price_low", "low", money, price),
        Column("break_even_price_high", "high", money, price),
        Column("break_even_price_factor", "break-even", ratio, factor),
        Column("break_even_low", "low", ratio, factor),
        Column("break_even_high", "high", ratio, factor),
    )


def winners_table(found: xr.Dataset, currency: str, period: str) -> Table:
    """Return the winner at each price and horizon of `prices_and_horizons`, and how sure it is.

    Horizons count in periods of that name.
    """
    return table_of_records(
        "where_each_wins",
        places(found),
        Column("price_factor", "price of all levers", ratio),
        Column("horizon", f"horizon, {period}s", count),
        Column("winner", "winner", words),
        Column("lead", f"lead ({currency})", change),
        Column("is_sure", "sure", _yes_or_no),
    )


def _records(rows: Sequence[RankingRow]) -> list[dict[str, Cell]]:
    return [row.record() | {"strategy": strategy_name(row)} for row in rows]


def _yes_or_no(value: Cell) -> str:
    return "n/a" if value is None else "yes" if value else "no"
