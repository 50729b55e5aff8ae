"""A history on its way to disk: it is written while it happens, so that memory does not grow with time.

    folder/history.json                                what follows, and the digest of it all
    folder/observed/transactions.parquet/part-00000.parquet, ...
    folder/truth/exits.parquet/part-00000.parquet, ...

It appears whole or not at all: everything is written in a folder with a temporary name beside it, synced,
and renamed. One thread of its own compresses and writes while the world lives on.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, Self

import pyarrow as pa

from hooper.foundation.errors import Fault, InputError
from hooper.history.digest import SCHEMA_VERSION
from hooper.history.table_parts import TableParts, sync
from hooper.history.table_sink import Columns
from hooper.history.tables import SCHEMAS, side_of

ABOUT: Final = "history.json"
# So many batches of rows may wait for the disk before the world waits with them.
_BATCHES_WAITING: Final = 8


@dataclass(frozen=True)
class About:
    """What stands in `history.json`: the end of the history, its origin if it has dates, and its tables."""

    end_days: float
    origin: str
    rows: Mapping[str, int]
    digest: str
    schema_version: int = SCHEMA_VERSION

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read it; raises `OSError`, or `ValueError` or `TypeError` for one that makes no sense."""
        return cls(**json.loads((folder / ABOUT).read_text(encoding="utf-8")))

    def write(self, folder: Path) -> None:
        """Write it into a folder, for good."""
        path = folder / ABOUT
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        sync(path)


class HistoryFolder:
    """Takes the rows of a history and writes them as they come.

    `folder` must not hold anything yet. With `parts`, the numbers of finished parts by table, it goes on
    where an interrupted one stopped; what came after those parts is deleted.
    """

    def __init__(
        self,
        folder: Path,
        schemas: Mapping[str, pa.Schema] = SCHEMAS,
        parts: Mapping[str, int] | None = None,
    ) -> None:
        check_is_free(folder)
        self.folder = folder
        self.unfinished = unfinished_name(folder)
        if parts is None:
            shutil.rmtree(self.unfinished, ignore_errors=True)
        else:
            _forget_after(self.unfinished, parts)
        first = parts or {}
        self._tables = {
            name: TableParts(self.unfinished / side_of(name) / f"{name}.parquet", schema, first.get(name, 0))
            for name, schema in schemas.items()
        }
        self._writer = ThreadPoolExecutor(1)
        self._waiting: list[Future[None]] = []

    def add(self, table: str, columns: Columns) -> None:
        """Take rows of a table; raises `OSError` if earlier ones could not be written."""
        if next(iter(columns.values())).size:
            self._do(partial(self._tables[table].add, columns))

    def finish_parts(self) -> dict[str, int]:
        """See to it that all rows so far are on disk for good; return the number of parts by table."""
        for table in self._tables.values():
            self._do(table.finish_part)
        self._wait_for(0)
        return {name: table.parts for name, table in self._tables.items()}

    def close(self, about: About) -> None:
        """Write what is left, and give the folder its name."""
        self.finish_parts()
        about.write(self.unfinished)
        for place in (*self.unfinished.iterdir(), self.unfinished):
            sync(place)
        self.unfinished.replace(self.folder)
        sync(self.folder.parent)
        self._writer.shutdown()

    def abandon(self, *, keep: bool = False) -> None:
        """Stop writing; nothing is left of the history unless it is kept to go on from a checkpoint."""
        self._writer.shutdown(cancel_futures=True)
        for table in self._tables.values():
            table.abandon()
        if not keep:
            shutil.rmtree(self.unfinished, ignore_errors=True)

    def _do(self, work: Callable[[], None]) -> None:
        self._wait_for(_BATCHES_WAITING)
        self._waiting.append(self._writer.submit(work))

    def _wait_for(self, few: int) -> None:
        while len(self._waiting) > few:
            self._waiting.pop(0).result()


def origin_text(origin: date | None) -> str:
    """Return a date as `About` has it: empty if there is none."""
    return origin.isoformat() if origin else ""


def unfinished_name(folder: Path) -> Path:
    """Return the name under which a history is written until it is whole."""
    return folder.parent / f".{folder.name}.unfinished"


def check_is_free(folder: Path) -> None:
    """Raise `InputError` if there is something in `folder` already, or if it cannot be made anew."""
    if folder.name in ("", ".."):
        raise InputError([Fault(str(folder), "this folder is there already", "name a new folder")])
    if folder.is_dir() and any(folder.iterdir()):
        remedy = "choose a new folder, or delete this one first"
        raise InputError([Fault(str(folder), "this folder is not empty", remedy)])


def _forget_after(unfinished: Path, parts: Mapping[str, int]) -> None:
    for name, count in parts.items():
        for path in (unfinished / side_of(name) / f"{name}.parquet").glob("part-*.parquet"):
            if int(path.stem.removeprefix("part-")) >= count:
                os.unlink(path)
