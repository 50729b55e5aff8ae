"""Delimited text as people have it: comma, semicolon or tab, with or without BOM, saved by a spreadsheet."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as arrow_csv

from hooper.foundation.errors import Fault, InputError
from hooper.history.text_encoding import encoding_of

_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*"')
_SHOWN = 5


@dataclass(frozen=True)
class DelimitedText:
    """How a text file has to be read: its encoding, delimiter, and lines before the header."""

    path: Path
    encoding: str
    delimiter: str
    lines_before_header: int

    def read(self) -> tuple[pa.Table, list[Fault]]:
        """Return every column as text, and a fault for each row of the wrong length, which is left out."""
        ragged: list[arrow_csv.InvalidRow] = []

        def leave_out(row: arrow_csv.InvalidRow) -> str:
            ragged.append(row)
            return "skip"

        names = next(self._records())[1]
        if next(self._records_after_header(), None) is None:
            return pa.Table.from_arrays([pa.array([], pa.string()) for _ in names], names), []
        try:
            table = arrow_csv.read_csv(
                self.path,
                # One thread, so that the rows of a faulty file are reported in their order.
                arrow_csv.ReadOptions(
                    use_threads=False, encoding=self.encoding, skip_rows=self.lines_before_header
                ),
                arrow_csv.ParseOptions(
                    delimiter=self.delimiter, newlines_in_values=True, invalid_row_handler=leave_out
                ),
                arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
            )
        except pa.ArrowInvalid as error:
            remedy = "check the quotes in the file, or save it again as CSV"
            raise InputError([Fault(str(self.path), f"it cannot be read: {error}", remedy)]) from error
        return table.rename_columns([name.strip() for name in names]), self._ragged_faults(len(ragged), names)

    def line_numbers(self, rows: list[int], n_columns: int) -> list[int]:
        """Return the line on which each data row stands; rows of the wrong length do not count.

        Read again from the file, since only a faulty log needs it.
        """
        wanted, found = set(rows), {}
        whole = (line for line, record in self._records_after_header() if len(record) == n_columns)
        for row, line in enumerate(whole):
            if row in wanted:
                found[row] = line
            if len(found) == len(wanted):
                break
        return [found[row] for row in rows]

    def _ragged_faults(self, n_ragged: int, names: list[str]) -> list[Fault]:
        if not n_ragged:
            return []
        remedy = "quote fields that hold the delimiter, such as 12,50 in a comma-separated file"
        ragged = ((line, len(row)) for line, row in self._records_after_header() if len(row) != len(names))
        return [
            Fault(
                f"{self.path}:{line}",
                f"{fields} fields where the header has {len(names)} ({n_ragged} such rows)",
                remedy,
            )
            for line, fields in islice(ragged, _SHOWN)
        ]

    def _records_after_header(self) -> Iterator[tuple[int, list[str]]]:
        records = self._records()
        next(records)
        return records

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the records from the header on, with the line on which each starts; empty lines are none."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            for _ in range(self.lines_before_header):
                next(file)
            reader = csv.reader(file, delimiter=self.delimiter)
            line = 1 + self.lines_before_header
            for record in reader:
                if record:
                    yield line, record
                line = 1 + self.lines_before_header + reader.line_num


def recognise(path: Path) -> DelimitedText:
    """Find out how a text file has to be read; raises InputError if it is empty or no text."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline=None) as file:
        named = ""
        for before, line in enumerate(file):
            if line.lower().startswith("sep="):  # Excel's own way to name the delimiter
                named = line[4:5]
            elif line.strip():
                delimiter = named or max(_DELIMITERS, key=_QUOTED.sub("", line).count)
                return DelimitedText(path, encoding, delimiter, before)
    raise InputError([Fault(str(path), "the file is empty", "give a log with a header and rows")])
