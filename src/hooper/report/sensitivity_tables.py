"""The tables of a sensitivity analysis: effects by parameter and strategy, of pairs, and winners."""

from collections.abc import Sequence

from hooper.comparison.interaction_rows import InteractionRow
from hooper.comparison.morris_screening import MorrisIndices
from hooper.comparison.sensitivity_rows import SensitivityRow, WinnerRow
from hooper.report.numbers import change, count, percent, ratio, significant, verbatim, words
from hooper.report.table import Column, Table, table_of, table_of_records

PARAMETER = Column("parameter", "parameter", verbatim)
_RANGE = (
    Column("value", "value", significant),
    Column("low", "low", significant),
    Column("high", "high", significant),
)
_MORRIS = (
    Column("mu_star", "mu*", count, "elementary effects"),
    Column("mu_star_low", "low", count, "elementary effects"),
    Column("mu_star_high", "high", count, "elementary effects"),
    Column("mu", "mu", change, "elementary effects"),
    Column("sigma", "sigma", count, "elementary effects"),
)
_SOBOL = (
    Column("first_order", "first order", ratio, "share of variance"),
    Column("first_order_low", "low", ratio, "share of variance"),
    Column("first_order_high", "high", ratio, "share of variance"),
    Column("total", "total", ratio, "share of variance"),
    Column("total_low", "low", ratio, "share of variance"),
    Column("total_high", "high", ratio, "share of variance"),
)


def effects_table(name: str, rows: Sequence[SensitivityRow]) -> Table:
    """Return what moves the gain of each strategy, one row a parameter and strategy."""
    is_screened = isinstance(rows[0].indices, MorrisIndices)
    return table_of_records(
        name,
        [row.record() for row in rows],
        PARAMETER,
        Column("strategy", "strategy", words),
        *(_MORRIS if is_screened else _SOBOL),
        *_RANGE,
        Column("gain", "gain", change),
        Column("gain_at_low", "at low", change),
        Column("gain_at_high", "at high", change),
        Column("rank_changes", "rank changes", percent),
    )


def strongest_table(name: str, rows: Sequence[SensitivityRow]) -> Table:
    """Return what moves the gain of one strategy, in as few columns as a terminal holds."""
    is_screened = isinstance(rows[0].indices, MorrisIndices)
    return table_of_records(
        name,
        [row.record() for row in rows],
        PARAMETER,
        *(column for column in (_MORRIS if is_screened else _SOBOL) if column.key != "mu"),
        Column("gain_at_low", "gain at low", change),
        Column("gain_at_high", "at high", change),
        Column("rank_changes", "rank changes", percent),
    )


def interactions_table(name: str, rows: Sequence[InteractionRow]) -> Table:
    """Return what each pair of parameters does to a gain only together, one row a pair and strategy."""
    return table_of(
        name,
        rows,
        Column("first", "parameter", verbatim),
        Column("second", "with", verbatim),
        Column("strategy", "strategy", words),
        Column("second_order", "second order", ratio, "share of variance"),
        Column("second_order_low", "low", ratio, "share of variance"),
        Column("second_order_high", "high", ratio, "share of variance"),
    )


def winners_table(name: str, rows: Sequence[WinnerRow]) -> Table:
    """Return which strategy is best at the ends of each range, and how often a step changes that."""
    return table_of(
        name,
        rows,
        PARAMETER,
        *_RANGE,
        Column("winner_at_low", "best at low", words),
        Column("winner_at_high", "best at high", words),
        Column("winner_changes", "changes the best", percent),
    )
