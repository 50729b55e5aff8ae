"""From a table of customers by tenure to survivors, with everything that is wrong with it told at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.log_faults import row_faults
from hooper.history.log_table import LogSource, LogTable, open_log
from hooper.history.survivors import Survivors

_NEEDED = ("tenure", "customers")
_ONLY_COHORT = "all"
_WHOLE = re.compile(r"\d{1,15}(\.0*)?")
_CELLS = {
    "tenure": (_WHOLE, "this is no whole number from 0 on"),
    "customers": (_WHOLE, "this is no whole number from 0 on"),
    "cohort": (re.compile(r".+", re.DOTALL), "this names no cohort"),
}
_REMEDY = {
    "tenure": "number the renewals: 0 for those who began, then 1, 2, ...",
    "customers": "give the number of customers, not a share of them",
    "cohort": "name the cohort in every row",
}


@dataclass(frozen=True)
class _Rows:
    """The rows of a table by cohort and tenure; `number` is which row of the table each was. Shape `(n,)`."""

    number: NDArray[np.int64]
    cohort: NDArray[np.int64]
    tenure: NDArray[np.int64]
    customers: NDArray[np.int64]
    labels: tuple[str, ...]

    @property
    def is_first(self) -> NDArray[np.bool_]:
        return np.diff(self.cohort, prepend=-1) != 0


def read_survivors(source: LogSource) -> Survivors:
    """Read the columns `tenure`, `customers` and, if there are several cohorts, `cohort`.

    `source` is the path of a CSV file (comma, semicolon or tab) or a Parquet file, or any table with an
    Arrow stream. A row tells how many customers of a cohort were there after so many renewals; the rows
    may come in any order. Raises InputError with everything that is wrong: where it stands, what it is,
    and what to do.

    >>> survivors = read_survivors(pa.table({"tenure": [0, 1, 2], "customers": [1000, 869, 743]}))
    >>> survivors.labels, survivors.customers[0].tolist()
    (('all',), [1000, 869, 743])
    """
    table = open_log(source)
    columns, faults = _find_columns(table)
    if table.table.num_rows == 0:
        faults.append(Fault(table.name, "there is a header but no row", "give a row for each tenure"))
    if faults:
        raise InputError([*table.faults, *faults])
    rows = _read_rows(table, columns)
    faults = list(_faults_of_rows(table, columns, rows))
    if faults:
        raise InputError(faults)
    return Survivors(rows.labels, tuple(np.split(rows.customers, np.flatnonzero(rows.is_first)[1:])))


def _find_columns(table: LogTable) -> tuple[dict[str, str], list[Fault]]:
    present = table.table.column_names
    found = {role: [name for name in present if name.strip().lower() == role] for role in _REMEDY}
    listed = ", ".join(present) or "none"
    faults = [
        Fault(table.name, f"there is no column {role!r} (the columns are: {listed})", _REMEDY[role])
        for role in _NEEDED
        if not found[role]
    ]
    faults += [
        Fault(table.name, f"several columns are named {role!r}", "give them different names")
        for role, names in found.items()
        if len(names) > 1
    ]
    return {role: names[0] for role, names in found.items() if names}, faults


def _read_rows(table: LogTable, columns: dict[str, str]) -> _Rows:
    texts = {role: _texts(table.table[name]) for role, name in columns.items()}
    faults = list(table.faults)
    for role, name in columns.items():
        pattern, what = _CELLS[role]
        rows = np.flatnonzero([not pattern.fullmatch(text) for text in texts[role]])
        values = [texts[role][row] for row in rows]
        faults += row_faults(rows, values, what, _REMEDY[role], table.places_in(name))
    if faults:
        raise InputError(faults)
    tenure, customers = (np.array([int(float(text)) for text in texts[role]]) for role in _NEEDED)
    cohorts = texts["cohort"] if "cohort" in texts else [_ONLY_COHORT] * tenure.size
    codes = {label: code for code, label in enumerate(dict.fromkeys(cohorts))}
    cohort = np.array([codes[label] for label in cohorts])
    order = np.lexsort((tenure, cohort))
    return _Rows(order, cohort[order], tenure[order], customers[order], tuple(codes))


def _texts(column: pa.ChunkedArray) -> list[str]:
    return ["" if value is None else str(value).strip() for value in column.to_pylist() or []]


def _faults_of_rows(table: LogTable, columns: dict[str, str], rows: _Rows) -> Iterator[Fault]:
    is_first, is_last = rows.is_first, np.roll(rows.is_first, -1)
    after = np.where(is_first, 0, np.diff(rows.tenure, prepend=0))
    more = np.diff(rows.customers, prepend=0) > 0
    kinds = (
        ("tenure", is_first & (rows.tenure > 0), "the cohort does not begin at tenure 0 but here"),
        ("tenure", ~is_first & (after == 0), "this tenure of the cohort comes twice"),
        ("tenure", after > 1, "tenures of the cohort are missing before this one"),
        ("tenure", is_first & is_last, "the cohort has this tenure only; it takes two"),
        ("customers", (after == 1) & more, "these are more customers than at the tenure before"),
    )
    remedies = {
        "tenure": "give one row for each tenure 0, 1, 2, ... of the cohort, up to the last one seen",
        "customers": "count only those who have renewed every time",
    }
    for role, wrong, what in kinds:
        values = [str(value) for value in getattr(rows, role)[wrong]]
        yield from row_faults(
            rows.number[wrong], values, what, remedies[role], table.places_in(columns[role])
        )
