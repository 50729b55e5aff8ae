"""From a file of profiles to a table with a column a trait, for the customers of a log."""

import numpy as np
import pyarrow as pa
from pyarrow import compute

from hooper.foundation.errors import Fault, InputError
from hooper.history.customer_names import read_names
from hooper.history.log_faults import SHOWN, row_faults
from hooper.history.log_table import LogSource, LogTable, open_log
from hooper.history.observed import Observed

_ID = "customer_id"


def read_profiles(source: LogSource, observed: Observed) -> pa.Table:
    """Read a table with a column `customer_id` and a column a trait, a row a customer; gaps are null.

    `source` is the path of a CSV file (comma, semicolon or tab) or a Parquet file, or any table with an Arrow
    stream. A column in which all that is told is a number becomes one of numbers, any other one of names.
    Customers of whom the log knows nothing are left out. Raises InputError if the column of customers or any
    other is missing, or somebody has two rows.

    >>> from hooper.history.observed import TRANSACTIONS
    >>> rows = {"customer_id": [0, 1], "time_days": [0.0, 7.0], "amount": [5.0, 9.0]}
    >>> log = Observed(pa.table(rows, schema=TRANSACTIONS), end_days=28.0, labels=("ann", "bob"))
    >>> known = {"customer_id": ["bob", "cy"], "age": ["41", "30"], "town": ["", "Ulm"]}
    >>> read_profiles(pa.table(known), log).to_pylist()
    [{'customer_id': 1, 'age': 41.0, 'town': None}]
    """
    table = open_log(source)
    key, traits = _columns_of(table)
    names, is_named = read_names(table.table[key])
    _require_once(table, key, names, is_named)
    ids = np.unique(observed.column(_ID))
    known = pa.array(observed.labels).take(pa.array(ids)) if observed.labels else pa.array(map(str, ids))
    place = compute.index_in(names, value_set=known)
    is_ours = compute.and_(compute.is_valid(place), pa.array(is_named))
    columns = {trait: _told(table.table[trait]).filter(is_ours) for trait in traits}
    return pa.table({_ID: ids[place.filter(is_ours).to_numpy()], **columns})


def _columns_of(table: LogTable) -> tuple[str, list[str]]:
    present = table.table.column_names
    keys = [name for name in present if name.strip().lower() == _ID]
    traits = [name for name in present if name not in keys]
    faults = list(table.faults)
    if len(keys) != 1:
        problem = f"{len(keys)} columns are named {_ID!r} (the columns are: {', '.join(present) or 'none'})"
        faults.append(Fault(table.name, problem, f"name one column {_ID!r}"))
    if not traits:
        faults.append(Fault(table.name, "there is no trait", "give a column for each"))
    faults += [
        Fault(table.name, f"two columns are named {name!r}", "give them different names")
        for name in dict.fromkeys(traits)
        if traits.count(name) > 1
    ]
    faults += [
        Fault(table.name, f"column {name!r} holds more than one value a row", "give single values")
        for name in {*keys, *traits}
        if pa.types.is_nested(table.table.schema.types[present.index(name)])
    ]
    if faults:
        raise InputError(faults)
    return keys[0], traits


def _require_once(table: LogTable, key: str, names: pa.ChunkedArray, is_named: np.ndarray) -> None:
    texts = names.to_numpy().astype(np.str_)
    rows = np.flatnonzero(is_named)
    _, first = np.unique(texts[rows], return_index=True)
    again = np.setdiff1d(rows, rows[first])
    values = texts[again[:SHOWN]].tolist()
    remedy = "keep one row a customer"
    faults = row_faults(again, values, "this customer has a row already", remedy, table.places_in(key))
    if faults:
        raise InputError(faults)


def _told(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as numbers if all that it tells are some, or as names, gaps as null."""
    if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
        numbers = column.cast(pa.float64())
        return compute.if_else(compute.is_finite(numbers), numbers, None)
    names, is_told = read_names(column)
    told = compute.if_else(pa.array(is_told), names, None)
    try:
        return compute.if_else(compute.is_finite(told.cast(pa.float64())), told.cast(pa.float64()), None)
    except pa.ArrowInvalid:
        return told
