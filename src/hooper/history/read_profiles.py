"""Profiles from a table of one's own: a row a customer, a column a trait.

Columns of numbers are numbers, all others names. What is not told of a customer stays open, and so does
everything of customers without a row: schemes that look at traits call them unknown.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from hooper.foundation.errors import Fault, InputError
from hooper.history.customer_names import encode, read_names
from hooper.history.log_faults import SHOWN, row_faults
from hooper.history.log_table import LogSource, LogTable, open_log
from hooper.history.observed import Observed

_KEY = "customer_id"


def read_profiles(source: LogSource, observed: Observed) -> pa.Table:
    """Return `customer_id` and the traits of customers of the log `observed`, in the order of `source`.

    `source` is the path of a CSV file (comma, semicolon or tab) or a Parquet file, or any table with an Arrow
    stream, with the customers' own names in the column `customer_id`. People who never bought are left out.
    Raises InputError with everything that is wrong: a customer with two rows, a row that names nobody, a file
    of other customers.

    >>> from hooper.history.observed import TRANSACTIONS
    >>> rows = {"customer_id": [0, 1], "time_days": [0.0, 1.0], "amount": [5.0, 2.0]}
    >>> log = Observed(pa.table(rows, schema=TRANSACTIONS), end_days=28.0, labels=("ann", "bob"))
    >>> known = pa.table({"customer_id": ["cy", "bob"], "age": ["52", "41"], "home": ["town", ""]})
    >>> read_profiles(known, log).to_pylist()
    [{'customer_id': 1, 'age': 41.0, 'home': None}]
    """
    told = open_log(source)
    key, traits = _find_columns(told)
    names, present = read_names(told.table[key])
    customer = _customers(names, observed)
    faults = [*told.faults, *_faults_in_rows(told, key, names, present)]
    if not faults and not (customer >= 0).any():
        problem = f"nobody of {names.to_pylist()[:SHOWN]} and so on is a customer of the log"
        remedy = f"give the customers' names as the log has them, in the column {key!r}"
        faults = [Fault(told.name, problem, remedy)]
    if faults:
        raise InputError(faults)
    rows = np.flatnonzero(customer >= 0)
    taken = pa.array(rows)
    columns = {name: _trait(told.table[name].take(taken)) for name in traits}
    return pa.table({_KEY: _ids(observed)[customer[rows]], **columns})


def _find_columns(told: LogTable) -> tuple[str, list[str]]:
    """Return the name of the column of customers and those of all others."""
    present = told.table.column_names
    keys = [name for name in present if name.strip().lower() == _KEY]
    traits = [name for name in present if name not in keys]
    listed = ", ".join(present) or "none"
    faults = list(told.faults)
    if len(keys) != 1:
        problem = f"{len(keys)} columns are named {_KEY!r} (the columns are: {listed})"
        faults.append(Fault(told.name, problem, f"name the column of the customers' names {_KEY!r}"))
    if not traits:
        faults.append(Fault(told.name, "there is no trait", "give a column for each"))
    faults += [
        Fault(told.name, f"two columns are named {name!r}", "give them different names")
        for name in dict.fromkeys(traits)
        if traits.count(name) > 1
    ]
    faults += [
        Fault(told.name, f"column {field.name!r} holds more than one value a row", "give single values")
        for field in told.table.schema
        if pa.types.is_nested(field.type)
    ]
    if faults:
        raise InputError(faults)
    return keys[0], traits


def _ids(observed: Observed) -> NDArray[np.uint64]:
    return np.unique(observed.column(_KEY))


def _customers(names: pa.ChunkedArray, observed: Observed) -> NDArray[np.int64]:
    """Return the place of each name among the customers of the log, -1 for others, shape `(n_rows,)`."""
    ids = _ids(observed).tolist()
    own: Sequence[str] = [observed.labels[each] for each in ids] if observed.labels else [*map(str, ids)]
    places = compute.index_in(names, value_set=pa.array(own, pa.string()))
    return compute.fill_null(places, -1).to_numpy().astype(np.int64)


def _faults_in_rows(
    told: LogTable, key: str, names: pa.ChunkedArray, present: NDArray[np.bool_]
) -> list[Fault]:
    code, labels = encode(names)
    number = np.arange(code.size)
    first = np.full(len(labels), code.size)
    np.minimum.at(first, code, number)
    kinds = (
        (~present, "this row names nobody", "name the customer in every row"),
        (present & (first[code] < number), "this customer has a row already", "keep one row a customer"),
    )
    faults: list[Fault] = []
    for wrong, what, remedy in kinds:
        rows = np.flatnonzero(wrong)
        values = [labels[code[row]] for row in rows[:SHOWN]]
        faults += row_faults(rows, values, what, remedy, told.places_in(key))
    return faults


def _trait(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return numbers as float64 if all that is told are numbers, and as names if not; gaps as null."""
    names, present = read_names(column)
    told = compute.if_else(pa.chunked_array([pa.array(present)]), names, None)
    try:
        numbers = told.cast(pa.float64())
    except pa.ArrowInvalid:
        return told
    return compute.if_else(compute.is_finite(numbers), numbers, None)
