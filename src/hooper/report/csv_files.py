"""Tables as CSV files that a spreadsheet can open without running anything."""

import csv
from collections.abc import Iterable
from pathlib import Path

from hooper.report.numbers import Cell
from hooper.report.table import Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def save_tables(tables: Iterable[Table], folder: Path) -> tuple[Path, ...]:
    """Write one CSV file a table into `folder` (made if need be): text quoted, numbers in full."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(table, folder / f"{table.name}.csv") for table in tables)


def spreadsheet_cell(value: Cell) -> Cell:
    """Return a cell for CSV: numbers as they are, text that a spreadsheet would run as a formula disarmed.

    A leading = + - @, tab or carriage return makes a formula of a text cell; an apostrophe before it
    makes it text again. Source: OWASP, CSV Injection.

    >>> spreadsheet_cell("=1+1"), spreadsheet_cell(-1.5), spreadsheet_cell(None)
    ("'=1+1", -1.5, '')
    """
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value


def _write(table: Table, path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow([spreadsheet_cell(column.key) for column in table.columns])
        writer.writerows([spreadsheet_cell(cell) for cell in row] for row in table.rows)
    return path
