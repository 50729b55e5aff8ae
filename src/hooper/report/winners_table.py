"""The table of a study of many worlds: which strategy wins where, and how far it is ahead."""

from collections.abc import Mapping, Sequence

from hooper.report.numbers import Cell, Format, change, count, significant, verbatim, words
from hooper.report.table import Column, Table, table_of_records


def winners_table(records: Sequence[Mapping[str, Cell]], currency: str) -> Table:
    """Return the table of such records: world, point, a column a factor, the best, and its lead.

    The factors are whatever keys stand between the point and the strategy.
    """
    keys = list(records[0])
    factors = keys[keys.index("point") + 1 : keys.index("strategy")]
    gain, lead = f"gain ({currency})", f"ahead of the second ({currency})"
    return table_of_records(
        "winners",
        records,
        Column("world", "world", words),
        Column("point", "point", count),
        *(Column(key, key, _format_of(records[0][key])) for key in factors),
        Column("strategy", "best strategy", words),
        Column("difference", "gain", change, gain),
        Column("low", "low", change, gain),
        Column("high", "high", change, gain),
        Column("second", "second", words, lead),
        Column("lead", "lead", change, lead),
        Column("lead_low", "low", change, lead),
        Column("lead_high", "high", change, lead),
    )


def _format_of(level: Cell) -> Format:
    is_number = isinstance(level, int | float) and not isinstance(level, bool)
    return significant if is_number else verbatim
