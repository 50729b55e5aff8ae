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
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.digest import SCHEMA_VERSION, TableDigest, digest_of
from hooper.history.table_parts import ROWS_OF_A_GROUP, TableParts, sync
from hooper.history.table_sink import Columns, row_count
from hooper.history.tables import SCHEMAS, side_of

ABOUT: Final = "history.json"
# So many rows may wait for the disk before the world waits with them.
_ROWS_WAITING: Final = 4 * ROWS_OF_A_GROUP
_NOTHING: Final = np.zeros(2, np.uint64)


@dataclass(frozen=True)
class About:
    """What stands in `history.json`: the end of the history, its origin if it has dates, and its tables.

    `traits` are those of `profiles`, with the names of the levels of each; `period_days` is how long a period
    is by which rows are dated.
    """

    end_days: float
    origin: str
    rows: Mapping[str, int]
    digest: str
    schema_version: int = SCHEMA_VERSION
    traits: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    period_days: float = DAYS_PER_WEEK

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

    `folder` must not hold anything yet. With `written`, what `finish_parts` returned, it goes on where an
    interrupted one stopped; what came after those parts is deleted.
    """

    keeps_rows: bool = True

    def __init__(
        self,
        folder: Path,
        schemas: Mapping[str, pa.Schema] = SCHEMAS,
        written: Mapping[str, NDArray[np.uint64]] | None = None,
    ) -> None:
        check_is_free(folder)
        self.folder = folder
        self.unfinished = unfinished_name(folder)
        if written is None:
            shutil.rmtree(self.unfinished, ignore_errors=True)
        done = written or {}
        _forget_after(self.unfinished, {name: int(state[0]) for name, state in done.items()})
        # The labels of customers in someone's file are no rows of the history.
        self._digests = {
            name: TableDigest(name, schema) for name, schema in schemas.items() if name in SCHEMAS
        }
        for name, state in done.items():
            self._digests[name].restore(state[1:])
        self._tables = {
            name: TableParts(_place(self.unfinished, name), schema, *done.get(name, _NOTHING)[:2].tolist())
            for name, schema in schemas.items()
        }
        self._writer = ThreadPoolExecutor(1)
        self._waiting: deque[tuple[int, Future[None]]] = deque()
        self._rows_waiting = 0

    def add(self, table: str, columns: Columns) -> None:
        """Take rows of a table; raises `OSError` if earlier ones could not be written."""
        if rows := row_count(columns):
            self._do(partial(self._take, table, columns), rows)

    def finish_parts(self) -> dict[str, NDArray[np.uint64]]:
        """See to it that all rows so far are on disk for good.

        Returns for each table what it takes to go on from here: the number of parts, and the digest's state.
        """
        for table in self._tables.values():
            self._do(table.finish_part)
        while self._waiting:
            self._wait_for_one()
        return {
            name: np.concatenate([[np.uint64(self._tables[name].parts)], digest.state()])
            for name, digest in self._digests.items()
        }

    def close(
        self,
        end_days: float,
        origin: date | None = None,
        traits: Mapping[str, Sequence[str]] | None = None,
        period_days: float = DAYS_PER_WEEK,
    ) -> None:
        """Write what is left and what it is about, and give the folder its name."""
        self.finish_parts()
        rows = {name: table.rows for name, table in self._tables.items()}
        since = origin.isoformat() if origin else ""
        digest = digest_of(self._digests)
        about = About(end_days, since, rows, digest, traits=traits or {}, period_days=period_days)
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

    def _take(self, table: str, columns: Columns) -> None:
        self._tables[table].add(columns)
        if table in self._digests:
            self._digests[table].add(columns)

    def _do(self, work: Callable[[], None], rows: int = 0) -> None:
        while self._waiting and (self._rows_waiting > _ROWS_WAITING or self._waiting[0][1].done()):
            self._wait_for_one()
        self._waiting.append((rows, self._writer.submit(work)))
        self._rows_waiting += rows

    def _wait_for_one(self) -> None:
        rows, work = self._waiting.popleft()
        work.result()
        self._rows_waiting -= rows


def unfinished_name(folder: Path) -> Path:
    """Return the name under which a history is written until it is whole."""
    return folder.parent / f".{folder.name}.unfinished"


def check_is_free(folder: Path) -> None:
    """Raise `InputError` if there is something in `folder` already, or if it cannot be made anew."""
    if folder.name in ("", ".."):
        raise InputError([Fault(str(folder), "this folder is there already", "name a new folder")])
    if folder.is_dir() and any(folder.iterdir()):
        remedy = "choose a new folder, or delete this one first; a world at its end is not resumed"
        raise InputError([Fault(str(folder), "this folder is not empty", remedy)])


def _forget_after(unfinished: Path, parts: Mapping[str, int]) -> None:
    for name, count in parts.items():
        for path in _place(unfinished, name).glob("part-*.parquet"):
            if int(path.stem.removeprefix("part-")) >= count:
                os.unlink(path)


def _place(folder: Path, table: str) -> Path:
    return folder / side_of(table) / f"{table}.parquet"
