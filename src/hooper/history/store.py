"""Histories on disk, read whole: what was observed in one folder, what is true in another."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

import pyarrow as pa
from pyarrow import parquet

from hooper.foundation.errors import Fault, InputError
from hooper.history import observed, truth
from hooper.history.digest import SCHEMA_VERSION
from hooper.history.history import History
from hooper.history.history_folder import ABOUT, About, HistoryFolder
from hooper.history.observed import Observed
from hooper.history.tables import SCHEMAS, by_customer, side_of
from hooper.history.truth import Truth

_LABELS: Final = "labels"
# Tables of real logs, which no simulation has.
_OF_LOGS: Final = {
    _LABELS: pa.schema([("label", pa.string())]),
    "product_lines": observed.PRODUCT_LINES,
}
_WRITE_AGAIN: Final = "write the history again: hooper simulate --out"


def write_history(history: History, folder: Path) -> None:
    """Write a history that is in memory into `folder`, which is made and must not hold anything yet.

    Raises `InputError` if it does, and `OSError` if the disk refuses; then nothing of it is left.
    """
    tables = history.tables()
    labels = history.observed.labels
    if labels:
        tables[_LABELS] = pa.table({"label": pa.array(labels, pa.string())})
    writer = HistoryFolder(folder, {name: table.schema for name, table in tables.items()})
    try:
        for name, table in tables.items():
            columns = {field: table[field].to_numpy(zero_copy_only=False) for field in table.column_names}
            writer.add(name, columns)
        seen = history.observed
        writer.close(seen.end_days, seen.origin, seen.traits, seen.period_days)
    finally:
        writer.abandon()


def is_history(folder: Path) -> bool:
    """Tell whether `folder` looks like one in which a history was written."""
    return (folder / ABOUT).is_file()


def read_history(folder: Path) -> History:
    """Read a history into memory; raises `InputError` naming every file that is not as it should be."""
    about = _about(folder)
    names = dict.fromkeys(["transactions", *truth.SCHEMAS, *about.rows])
    tables = _read_tables(folder, names, about)
    return History(_observed(tables, about), Truth(**{name: tables[name] for name in truth.SCHEMAS}))


def read_observed(folder: Path) -> Observed:
    """Read the observed side alone; raises `InputError` naming every file that is not as it should be."""
    about = _about(folder)
    names = dict.fromkeys(name for name in ("transactions", *about.rows) if name not in truth.SCHEMAS)
    return _observed(_read_tables(folder, names, about), about)


def parts_of(folder: Path, table: str) -> list[Path]:
    """Return the files of a table, in the order in which they were written."""
    return sorted((folder / side_of(table) / f"{table}.parquet").glob("part-*.parquet"))


def _observed(tables: dict[str, pa.Table], about: About) -> Observed:
    others = tables.keys() - truth.SCHEMAS.keys() - {"transactions", _LABELS}
    return Observed(
        tables["transactions"],
        about.end_days,
        origin=date.fromisoformat(about.origin) if about.origin else None,
        labels=tuple(tables[_LABELS]["label"].to_pylist()) if _LABELS in tables else (),
        others={name: tables[name] for name in tables if name in others},
        traits=about.traits,
        period_days=about.period_days,
    )


def _about(folder: Path) -> About:
    path = folder / ABOUT
    try:
        about = About.read(folder)
    except FileNotFoundError:
        raise InputError([Fault(str(path), "there is no such file", _WRITE_AGAIN)]) from None
    except (OSError, ValueError, TypeError) as error:
        raise InputError([Fault(str(path), f"this file is damaged: {error}", _WRITE_AGAIN)]) from None
    if about.schema_version != SCHEMA_VERSION:
        found = f"this history has schema version {about.schema_version}"
        raise InputError(
            [Fault(str(path), f"{found}, and {SCHEMA_VERSION} is what can be read", _WRITE_AGAIN)]
        )
    return about


def _read_tables(folder: Path, names: Iterable[str], about: About) -> dict[str, pa.Table]:
    faults: list[Fault] = []
    tables: dict[str, pa.Table] = {}
    for name in names:
        schema = SCHEMAS[name] if name in SCHEMAS else _OF_LOGS[name]
        table, found = _read_table(folder, name, schema)
        faults += found
        if not found and table.num_rows != about.rows.get(name, 0):
            problem = f"{table.num_rows:,} rows are there of {about.rows.get(name, 0):,}"
            faults.append(Fault(str(folder / side_of(name) / f"{name}.parquet"), problem, _WRITE_AGAIN))
        tables[name] = table
    if faults:
        raise InputError(faults)
    return tables


def _read_table(folder: Path, name: str, schema: pa.Schema) -> tuple[pa.Table, list[Fault]]:
    faults: list[Fault] = []
    parts = [schema.empty_table()]
    for path in parts_of(folder, name):
        try:
            part = parquet.ParquetFile(pa.OSFile(str(path), "rb")).read()
        except (OSError, pa.ArrowException) as error:
            faults.append(Fault(str(path), f"this file is damaged: {error}", _WRITE_AGAIN))
            continue
        if not part.schema.equals(schema):
            problem = f"this file has the columns {', '.join(part.column_names) or 'none'} or other types"
            faults.append(Fault(str(path), problem, f"it needs {', '.join(schema.names)}: {_WRITE_AGAIN}"))
            continue
        parts.append(part)
    return by_customer(pa.concat_tables(parts)), faults
