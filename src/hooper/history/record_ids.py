"""The ids by which another system knows its records: by these, what is found out goes back to them."""

import difflib

import numpy as np
import pyarrow as pa
from pyarrow import compute

from hooper.foundation.errors import Fault, InputError
from hooper.history.customer_names import encode, read_names
from hooper.history.log_table import LogSource, open_log
from hooper.history.observed import Observed


def read_record_ids(source: LogSource, id_column: str, customer_column: str, observed: Observed) -> pa.Table:
    """Return `customer_id` and `record_id`, a row an id, of the customers of `observed`, read from `source`.

    A customer has several ids if the records are deals, or if several people have one name; then there is a
    row for each. Raises InputError if a record has two customers, or a customer no record.

    >>> from hooper.history.read_log import read_log
    >>> rows = {"customer": ["b", "a", "b"], "date": ["2020-01-01"] * 3, "amount": [1.0, 2.0, 3.0]}
    >>> log = pa.table(rows | {"Record Id": ["z7", "z9", "z8"]})
    >>> read_record_ids(log, "Record Id", "customer", read_log(log)[0]).to_pydict()
    {'customer_id': [0, 1, 1], 'record_id': ['z9', 'z7', 'z8']}
    """
    log = open_log(source)
    present = log.table.column_names
    if present.count(id_column) != 1:
        near = difflib.get_close_matches(id_column, present, n=3, cutoff=0.4) or present
        what = "two columns are named" if id_column in present else "there is no column"
        problem = f"{what} {id_column!r}"
        raise InputError([Fault(log.name, problem, f"choose one of: {', '.join(near)}")])
    names, is_named = read_names(log.table[customer_column])
    ids, has_id = read_names(log.table[id_column])
    both = pa.array(is_named & has_id)
    pairs = pa.table({"name": names.filter(both), "record_id": ids.filter(both)})
    distinct = pairs.group_by(["name", "record_id"], use_threads=False).aggregate([])
    place = compute.index_in(distinct["name"], value_set=pa.array(observed.labels, pa.string()))
    kept = place.is_valid()
    told = pa.table({"customer_id": place.cast(pa.uint64()), "record_id": distinct["record_id"]}).filter(kept)
    faults = _faults(told, f"{log.name}, column {id_column!r}", observed.labels)
    if faults:
        raise InputError(faults)
    return told.take(pa.array(np.argsort(told["customer_id"].to_numpy(), kind="stable")))


def _faults(told: pa.Table, place: str, labels: tuple[str, ...]) -> list[Fault]:
    code, ids = encode(told["record_id"])
    customers = told["customer_id"].to_numpy()
    shared = np.flatnonzero(np.bincount(code, minlength=len(ids)) > 1)
    without = np.setdiff1d(np.arange(len(labels)), customers)
    faults: list[Fault] = []
    if shared.size:
        one, other = sorted(labels[each] for each in customers[code == shared[0]])[:2]
        problem = f"{ids[shared[0]]!r} is of two customers, {one!r} and {other!r} ({shared.size} such ids)"
        faults.append(Fault(place, problem, "choose a column whose ids are of one customer each"))
    if without.size:
        problem = f"there is no id for customer {labels[without[0]]!r} ({without.size} such customers)"
        faults.append(Fault(place, problem, "export the id with every record, or leave --id out"))
    return faults
