"""The tables of a study of many worlds: which strategy wins where, and how far it is ahead."""

from collections.abc import Mapping, Sequence

from hooper.report.numbers import Cell, Format, change, count, ratio, significant, verbatim, words
from hooper.report.table import Column, Table, table_of_records


def winners_table(records: Sequence[Mapping[str, Cell]], currency: str) -> Table:
    """Return the table of such records: world, point, a column a factor, the best, and its lead.

    The factors are whatever keys stand between the point and the strategy.
    """
    gain, lead = f"gain ({currency})", f"ahead of the second ({currency})"
    return table_of_records(
        "winners",
        records,
        *_worlds(records, before="strategy"),
        Column("strategy", "best strategy", words),
        Column("difference", "gain", change, gain),
        Column("low", "low", change, gain),
        Column("high", "high", change, gain),
        Column("second", "second", words, lead),
        Column("lead", "lead", change, lead),
        Column("lead_low", "low", change, lead),
        Column("lead_high", "high", change, lead),
    )


def places_table(records: Sequence[Mapping[str, Cell]], currency: str) -> Table:
    """Return the table of such records: world, point, a column a factor, price, horizon, and the winner."""
    return table_of_records(
        "where_each_wins",
        records,
        *_worlds(records, before="price_factor"),
        Column("price_factor", "price of all levers", ratio),
        Column("horizon", "horizon, periods", count),
        Column("winner", "winner", words),
        Column("lead", f"lead ({currency})", change),
        Column("is_sure", "sure", verbatim),
    )


def _worlds(records: Sequence[Mapping[str, Cell]], before: str) -> tuple[Column, ...]:
    keys = list(records[0])
    factors = keys[keys.index("point") + 1 : keys.index(before)]
    return (
        Column("world", "world", words),
        Column("point", "point", count),
        *(Column(key, key, _format_of(records[0][key])) for key in factors),
    )


def _format_of(level: Cell) -> Format:
    is_number = isinstance(level, int | float) and not isinstance(level, bool)
    return significant if is_number else verbatim
