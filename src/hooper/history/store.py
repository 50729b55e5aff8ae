"""Histories on disk: what was observed in one folder, what is true in another, a Parquet file a table.

    folder/observed/transactions.parquet, ...      folder/truth/exits.parquet, ...

A history appears whole or not at all: it is written under a temporary name, synced, and renamed.
"""

import os
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import pyarrow as pa
from pyarrow import parquet

from hooper.foundation.errors import Fault, InputError
from hooper.history.digest import SCHEMA_VERSION
from hooper.history.history import History
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.truth import SCHEMAS, Truth

OBSERVED: Final = "observed"
TRUTH: Final = "truth"

_TRANSACTIONS: Final = "transactions"
_LABELS: Final = "labels"
_VERSION: Final = b"hooper.schema_version"
_END_DAYS: Final = b"hooper.end_days"
_ORIGIN: Final = b"hooper.origin"
_WRITE_AGAIN: Final = "write the history again: hooper simulate --out"


def write_history(history: History, folder: Path) -> None:
    """Write a history into `folder`, which is made and must not hold anything yet.

    Raises `InputError` if it does, and `OSError` if the disk refuses; then nothing of it is left.
    """
    check_is_free(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder.parent / f".{folder.name}.unfinished-{os.getpid()}"
    try:
        _write_observed(history.observed, unfinished / OBSERVED)
        _write_tables(vars(history.truth), unfinished / TRUTH)
        _sync(unfinished)
        unfinished.replace(folder)
        _sync(folder.parent)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def check_is_free(folder: Path) -> None:
    """Raise `InputError` if there is something in `folder` already, or if it cannot be made anew."""
    if folder.name in ("", ".."):
        raise InputError([Fault(str(folder), "this folder is there already", "name a new folder")])
    if folder.is_dir() and any(folder.iterdir()):
        remedy = "choose a new folder, or delete this one first"
        raise InputError([Fault(str(folder), "this folder is not empty", remedy)])


def is_history(folder: Path) -> bool:
    """Tell whether `folder` looks like one that `write_history` wrote."""
    return (folder / OBSERVED / f"{_TRANSACTIONS}.parquet").is_file()


def read_history(folder: Path) -> History:
    """Read what `write_history` wrote; raises `InputError` naming every file that is not as it should be."""
    truth = _read_tables(folder / TRUTH, SCHEMAS)
    return History(read_observed(folder), Truth(**{name: truth[name] for name in SCHEMAS}))


def read_observed(folder: Path) -> Observed:
    """Read the observed side alone; raises `InputError` naming every file that is not as it should be."""
    tables = _read_tables(folder / OBSERVED, {_TRANSACTIONS: TRANSACTIONS})
    transactions = tables.pop(_TRANSACTIONS)
    about = transactions.schema.metadata
    labels = tables.pop(_LABELS)["label"].to_pylist() if _LABELS in tables else []
    origin = about[_ORIGIN].decode()
    return Observed(
        transactions.replace_schema_metadata(None),
        end_days=float(about[_END_DAYS]),
        origin=date.fromisoformat(origin) if origin else None,
        labels=tuple(labels),
        others={name: table.replace_schema_metadata(None) for name, table in tables.items()},
    )


def _write_observed(observed: Observed, folder: Path) -> None:
    origin = observed.origin.isoformat() if observed.origin else ""
    about = {_END_DAYS: repr(float(observed.end_days)).encode(), _ORIGIN: origin.encode()}
    tables = {_TRANSACTIONS: observed.transactions.replace_schema_metadata(about), **observed.others}
    if observed.labels:
        tables[_LABELS] = pa.table({"label": pa.array(observed.labels, pa.string())})
    _write_tables(tables, folder)


def _write_tables(tables: Mapping[str, pa.Table], folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, table in tables.items():
        about = {**(table.schema.metadata or {}), _VERSION: str(SCHEMA_VERSION).encode()}
        path = folder / f"{name}.parquet"
        parquet.write_table(table.replace_schema_metadata(about), path, compression="zstd")
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    """See to it that a file, or the names in a folder, outlive a loss of power."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _read_tables(folder: Path, required: Mapping[str, pa.Schema]) -> dict[str, pa.Table]:
    """Read all tables in a folder; those that are required must be there, in the form given."""
    faults: list[Fault] = []
    tables: dict[str, pa.Table] = {}
    paths = {path.stem: path for path in sorted(folder.glob("*.parquet"))}
    for name in dict.fromkeys([*required, *paths]):
        path = folder / f"{name}.parquet"
        try:
            tables[name] = parquet.ParquetFile(path).read()
        except FileNotFoundError:
            faults.append(Fault(str(path), "there is no such file", _WRITE_AGAIN))
        except (OSError, pa.ArrowException) as error:
            faults.append(Fault(str(path), f"this file is damaged: {error}", _WRITE_AGAIN))
        else:
            faults += _faults_of_form(path, tables[name], required.get(name))
    if faults:
        raise InputError(faults)
    return tables


def _faults_of_form(path: Path, table: pa.Table, expected: pa.Schema | None) -> list[Fault]:
    version = (table.schema.metadata or {}).get(_VERSION, b"none").decode()
    if version != str(SCHEMA_VERSION):
        problem = f"this file has schema version {version}, and {SCHEMA_VERSION} is what can be read"
        return [Fault(str(path), problem, _WRITE_AGAIN)]
    if expected is not None and not table.schema.equals(expected):
        problem = f"this file has the columns {', '.join(table.column_names) or 'none'} or other types"
        return [Fault(str(path), problem, f"it needs {', '.join(expected.names)}: {_WRITE_AGAIN}")]
    return []
