"""A purchase log as it came: rows and columns of a file or a dataframe, before anything is read into them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, runtime_checkable

import pyarrow as pa
from pyarrow import parquet

from hooper.foundation.errors import Fault, InputError
from hooper.history.delimited_text import recognise
from hooper.history.example_logs import PREFIX, example_log, read_example
from hooper.history.log_faults import Places


@runtime_checkable
class ArrowStream(Protocol):
    """A table of any library that speaks the Arrow C stream: pyarrow, pandas, polars, DuckDB."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the capsule of the stream."""
        ...


LogSource = str | Path | ArrowStream


@dataclass(frozen=True)
class LogTable:
    """The columns of a log, what is wrong with its form, and how to name the place of a row.

    `places(rows)` returns "log.csv:12" or "log.parquet, row 12" for row numbers from 0 on. `notes` say
    how the file was understood. `columns` names those of roles that are known beforehand.
    """

    name: str
    table: pa.Table
    faults: list[Fault]
    notes: tuple[str, ...]
    places: Places
    columns: Mapping[str, str] = field(default_factory=dict[str, str])

    def places_in(self, column: str) -> Places:
        """Return a function that names places of this column."""
        return lambda rows: [f"{place}, column {column!r}" for place in self.places(rows)]


def open_log(source: LogSource) -> LogTable:
    """Open a path, the name of an example, or any table with an Arrow stream; raises InputError."""
    if isinstance(source, ArrowStream):
        return _rows_of("table", _table_of(source))
    if isinstance(source, str) and source.startswith(PREFIX):
        example = example_log(source)
        return replace(_rows_of(source, read_example(example, example.read)), columns=example.columns)
    path = Path(source)
    if not path.is_file():
        problem = "this is a folder, not a file" if path.is_dir() else "there is no such file"
        raise InputError([Fault(str(path), problem, "check the path, or name an example: example:cdnow")])
    try:
        return _open_parquet(path) if _is_parquet(path) else _open_text(path)
    except (OSError, csv.Error) as error:
        raise InputError([Fault(str(path), f"it cannot be read: {error}", "check the file")]) from error


def _rows_of(name: str, table: pa.Table) -> LogTable:
    return LogTable(name, table, [], (), lambda rows: [f"{name}, row {row + 1}" for row in rows])


def _table_of(source: ArrowStream) -> pa.Table:
    return pa.RecordBatchReader.from_stream(source).read_all()


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def _open_parquet(path: Path) -> LogTable:
    try:
        return _rows_of(str(path), parquet.read_table(path))
    except pa.ArrowInvalid as error:
        fault = Fault(str(path), f"this Parquet file is damaged: {error}", "write it again")
        raise InputError([fault]) from error


def _open_text(path: Path) -> LogTable:
    text = recognise(path)
    table, faults = text.read()

    def places(rows: list[int]) -> list[str]:
        return [f"{path}:{line}" for line in text.line_numbers(rows, table.num_columns)]

    delimiter = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}.get(text.delimiter, text.delimiter)
    return LogTable(str(path), table, faults, (f"text in {text.encoding}, separated by {delimiter}",), places)
