"""One table, defined once: shown on the page, printed on the console, written as CSV."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hooper.report.numbers import Cell, Format, verbatim, words


@dataclass(frozen=True)
class Column:
    """One column: `key` heads it in the CSV, `title` for people, `show` writes its values for people.

    Neighbouring columns with the same `group` share a heading above theirs.
    """

    key: str
    title: str
    show: Format = verbatim
    group: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the column is set flush right."""
        return self.show not in (verbatim, words)


@dataclass(frozen=True)
class Table:
    """Rows of raw values under columns; the name is that of its CSV file."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def row_head(self) -> int:
        """The position of the column that names a row: the first that is not a number."""
        return next((k for k, column in enumerate(self.columns) if not column.is_number), 0)

    def without_empty_columns(self) -> "Table":
        """Return the table less the columns that have nothing to say in any row."""
        kept = [k for k in range(len(self.columns)) if any(row[k] != "" for row in self.rows)]
        return Table(
            self.name,
            tuple(self.columns[k] for k in kept),
            tuple(tuple(row[k] for k in kept) for row in self.rows),
        )

    def shown(self) -> list[list[str]]:
        """Return the cells as people read them, row by row."""
        return [
            [column.show(cell) for column, cell in zip(self.columns, row, strict=True)] for row in self.rows
        ]

    def groups(self) -> list[tuple[str, int]]:
        """Return (heading, number of columns under it) from left to right; empty if there are none.

        >>> low, high = Column("low", "low", group="interval"), Column("high", "high", group="interval")
        >>> Table("t", (Column("strategy", "strategy"), low, high), ()).groups()
        [('', 1), ('interval', 2)]
        """
        spans: list[tuple[str, int]] = []
        for column in self.columns:
            if spans and spans[-1][0] == column.group:
                spans[-1] = (column.group, spans[-1][1] + 1)
            else:
                spans.append((column.group, 1))
        return spans if any(heading for heading, _ in spans) else []


def table_of(name: str, items: Iterable[object], *columns: Column) -> Table:
    """Build a table from records: the column `key` is the attribute it shows."""
    return Table(name, columns, tuple(tuple(getattr(item, c.key) for c in columns) for item in items))


def table_of_records(name: str, records: Iterable[Mapping[str, Cell]], *columns: Column) -> Table:
    """Build a table from mappings: the column `key` is the entry it shows."""
    return Table(name, columns, tuple(tuple(record[c.key] for c in columns) for record in records))
