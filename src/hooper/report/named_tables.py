"""Tables of names and values: quantities with units, settings, versions, digests."""

from collections.abc import Mapping, Sequence

from hooper.report.content import Quantity
from hooper.report.numbers import significant, verbatim, words
from hooper.report.table import Column, Table, table_of

UNIT = Column("unit", "unit", verbatim)


def quantities_table(name: str, rows: Sequence[Quantity]) -> Table:
    """Return named figures with their units."""
    return table_of(name, rows, Column("name", "what", words), Column("value", "value", significant), UNIT)


def named_values_table(name: str, values: Mapping[str, str], heading: str) -> Table:
    """Return a mapping as a table of two columns."""
    return Table(name, (Column("name", heading), Column("value", "value")), tuple(values.items()))
