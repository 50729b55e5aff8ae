"""One table on its way to disk, as Parquet parts in a folder of its own: NAME.parquet/part-00000.parquet.

Rows wait in memory until there are enough of them for a row group. A part is whole and outlives a loss of
power once it is finished; what was not finished counts for nothing.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from hooper.history.table_sink import Columns, row_count

ROWS_OF_A_GROUP: Final = 1 << 20
# Ids of neighbours lie close together; of numbers with a fraction, only whole bytes can be told apart.
_DELTAS: Final = {pa.uint64(): "DELTA_BINARY_PACKED"}
_BYTES_APART: Final = {pa.float64(): "BYTE_STREAM_SPLIT", pa.float32(): "BYTE_STREAM_SPLIT"}


class TableParts:
    """Writes the parts of one table into `folder`, which has so many `parts` and `rows` already."""

    def __init__(self, folder: Path, schema: pa.Schema, parts: int = 0, rows: int = 0) -> None:
        self.parts, self.rows = parts, rows
        self._folder = folder
        self._schema = schema
        self._waiting: list[Columns] = []
        self._rows_waiting = 0
        self._writer: parquet.ParquetWriter | None = None
        self._file: pa.OSFile | None = None
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, columns: Columns) -> None:
        """Take rows, an array a column in the order of the schema."""
        self._waiting.append(columns)
        self.rows += row_count(columns)
        self._rows_waiting += row_count(columns)
        if self._rows_waiting >= ROWS_OF_A_GROUP:
            self._write_group()

    def finish_part(self) -> None:
        """See to it that all rows so far are on disk for good."""
        if self._rows_waiting:
            self._write_group()
        if self._writer is not None:
            self._close()
            sync(self._path())
            self.parts += 1
        sync(self._folder)

    def abandon(self) -> None:
        """Let go of the open file."""
        if self._writer is not None:
            with suppress(OSError):  # a disk that is full refuses the end of the file, too
                self._close()

    def _close(self) -> None:
        writer, file = self._writer, self._file
        self._writer = self._file = None
        try:
            if writer is not None:
                writer.close()
        finally:
            if file is not None:
                file.close()

    def _write_group(self) -> None:
        columns = {
            name: np.concatenate([part[name] for part in self._waiting]) for name in self._schema.names
        }
        self._waiting, self._rows_waiting = [], 0
        if self._writer is None:
            plain = [field.name for field in self._schema if field.name not in self._encodings()]
            self._file = pa.OSFile(str(self._path()), "wb")  # a path would load all of Arrow's file systems
            self._writer = parquet.ParquetWriter(
                self._file,
                self._schema,
                compression="zstd",
                compression_level=1,
                use_dictionary=plain,  # pyright: ignore[reportArgumentType]  # the stubs know no list
                column_encoding=dict(self._encodings()),
                write_statistics=True,
            )
        arrays = [_arrow(columns[field.name], field.type) for field in self._schema]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))

    def _encodings(self) -> Mapping[str, str]:
        known = _DELTAS | _BYTES_APART
        return {field.name: known[field.type] for field in self._schema if field.type in known}

    def _path(self) -> Path:
        return self._folder / f"part-{self.parts:05d}.parquet"


def _arrow(column: NDArray[np.generic], kind: pa.DataType) -> pa.Array:
    """Return a column as Arrow has it, on the same memory where that can be (else Arrow loads pandas)."""
    if pa.types.is_string(kind):
        return pa.array(column, kind)
    bits = np.packbits(column != 0, bitorder="little") if pa.types.is_boolean(kind) else column
    return pa.Array.from_buffers(kind, column.size, [None, pa.py_buffer(np.ascontiguousarray(bits))])


def sync(path: Path) -> None:
    """See to it that a file, or the names in a folder, outlive a loss of power."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
