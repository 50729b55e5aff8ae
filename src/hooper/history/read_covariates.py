"""From a table of what is known of customers, or cohorts, to covariates in the rows of the data.

A column of numbers becomes one covariate, a column of names one for each name but the first in sorted order,
with which the others are compared: 1 who has that name, 0 who has not. Codes that look like numbers are read
as numbers.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.covariate_columns import Column, read_column
from hooper.history.customer_covariates import CustomerCovariates
from hooper.history.customer_names import encode, read_names
from hooper.history.customer_summary import CustomerSummary
from hooper.history.log_faults import SHOWN, row_faults
from hooper.history.log_table import LogSource, LogTable, open_log
from hooper.history.observed import Observed
from hooper.history.survivors import Survivors

Integers = NDArray[np.int64]


def read_customer_covariates(
    source: LogSource, summary: CustomerSummary, observed: Observed
) -> CustomerCovariates:
    """Read a table with a column `customer_id` and covariates, a row a customer of the log `observed`.

    `source` is the path of a CSV file (comma, semicolon or tab) or a Parquet file, or any table with an
    Arrow stream; its rows may come in any order. The result has the rows of `summary`. Raises InputError
    with everything that is wrong: a value that is missing, a customer who is not in the log or has no row
    or two, a column that says the same of all.

    >>> from hooper.history.customer_summary import summarise
    >>> from hooper.history.observed import TRANSACTIONS
    >>> rows = {"customer_id": [0, 1, 2], "time_days": [0.0, 0.0, 7.0], "amount": [5.0, 2.0, 9.0]}
    >>> log = Observed(pa.table(rows, schema=TRANSACTIONS), end_days=28.0, labels=("ann", "bob", "cy"))
    >>> known = {"customer_id": ["cy", "bob", "ann"], "age": [30, 41, 52], "via": ["web", "shop", "shop"]}
    >>> covariates = read_customer_covariates(pa.table(known), summarise(log), log)
    >>> covariates.names, covariates.values.tolist()
    (('age', 'via=web'), [[52.0, 0.0], [41.0, 0.0], [30.0, 1.0]])
    """
    ids = summary.customer_id
    known = observed.labels or tuple(str(each) for each in np.unique(observed.column("customer_id")))
    wanted = [observed.labels[each] for each in ids] if observed.labels else [str(each) for each in ids]
    return _read(source, "customer_id", wanted, known)


def read_cohort_covariates(source: LogSource, survivors: Survivors) -> CustomerCovariates:
    """Read a table with a column `cohort` and covariates, a row a cohort of `survivors`, in their rows.

    It is read as `read_customer_covariates` does.

    >>> survivors = Survivors(("2020", "2021"), (np.array([9, 7]), np.array([8, 7])))
    >>> known = pa.table({"cohort": ["2021", "2020"], "price": [12.5, 10.0]})
    >>> read_cohort_covariates(known, survivors).values.tolist()
    [[10.0], [12.5]]
    """
    return _read(source, "cohort", survivors.labels, survivors.labels)


def _read(source: LogSource, key: str, wanted: Sequence[str], known: Sequence[str]) -> CustomerCovariates:
    table = open_log(source)
    name, others = _find_columns(table, key)
    rows = _rows_of(table, name, wanted, known)
    taken = pa.array(rows)
    columns = [
        read_column(other, table.table[other].take(taken), rows, table.places_in(other)) for other in others
    ]
    faults = [*table.faults, *(fault for column in columns for fault in column.faults)]
    if faults:
        raise InputError(faults)
    return _joined(columns)


def _find_columns(table: LogTable, key: str) -> tuple[str, list[str]]:
    """Return the name of the key column and those of all others."""
    present = table.table.column_names
    keys = [name for name in present if name.strip().lower() == key]
    others = [name for name in present if name not in keys]
    faults = list(table.faults)
    if len(keys) != 1:
        problem = f"{len(keys)} columns are named {key!r} (the columns are: {', '.join(present) or 'none'})"
        faults.append(Fault(table.name, problem, f"name one column {key!r}"))
    if not others:
        faults.append(Fault(table.name, "there is no covariate", "give a column for each"))
    faults += [
        Fault(table.name, f"two columns are named {name!r}", "give them different names")
        for name in dict.fromkeys(others)
        if others.count(name) > 1
    ]
    if faults:
        raise InputError(faults)
    return keys[0], others


def _rows_of(table: LogTable, key: str, wanted: Sequence[str], known: Sequence[str]) -> Integers:
    """Return the row of the table that belongs to each of the `wanted` names, shape `(n_wanted,)`."""
    names, present = read_names(table.table[key])
    code, labels = encode(names)
    number = np.arange(code.size)
    is_known = np.isin(np.array(labels, dtype=object), np.array(known, dtype=object))[code]
    first = np.full(len(labels), code.size)
    np.minimum.at(first, code, number)
    kinds = (
        (~present, "this row names nobody", "name the customer or cohort in every row"),
        (present & ~is_known, "the data have nobody of this name", "take the row out, or check the name"),
        (present & (first[code] < number), "this name comes twice", "give one row for each name"),
    )
    faults: list[Fault] = []
    for wrong, what, remedy in kinds:
        rows = np.flatnonzero(wrong)
        values = [labels[code[row]] for row in rows[:SHOWN]]
        faults += row_faults(rows, values, what, remedy, table.places_in(key))
    row_of = {label: int(row) for label, row in zip(labels, first, strict=True)}
    missing = [name for name in wanted if name not in row_of]
    if missing:
        problem = f"{len(missing)} of {len(wanted)} have no row, first of them {missing[0]!r}"
        faults.append(Fault(table.name, problem, f"give a row for every {key} of the data"))
    if faults:
        raise InputError(faults)
    return np.array([row_of[name] for name in wanted], dtype=np.int64)


def _joined(columns: Sequence[Column]) -> CustomerCovariates:
    names = tuple(name for column in columns for name in column.names)
    return CustomerCovariates(names, np.concatenate([column.values for column in columns], axis=1))
