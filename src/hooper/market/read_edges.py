"""From a table of one's own to the edges of a network, with everything that is wrong with it told at once."""

from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.log_faults import row_faults
from hooper.history.log_table import LogTable, open_log

_COLUMNS: Final = ("person", "acquaintance")
_REMEDY: Final = "number people from 0 on, the founders first"


def read_edges(path: Path, people: int) -> NDArray[np.int64]:
    """Return the edges of a table with the columns `person` and `acquaintance`, shape `(n_edges, 2)`.

    A row is an acquaintance; which of the two comes first means nothing, and a row may come twice. `path` is
    that of a CSV file (comma, semicolon or tab) or a Parquet file. Raises InputError with each row that names
    somebody who is none of so many `people`, or an acquaintance of somebody with herself.
    """
    table = open_log(path)
    names = table.table.column_names
    missing = [name for name in _COLUMNS if name not in names]
    faults = [
        *table.faults,
        *(
            Fault(table.name, f"there is no column {name!r} (the columns are: {', '.join(names)})", _REMEDY)
            for name in missing
        ),
    ]
    if faults:
        raise InputError(faults)
    edges = np.stack([_numbers(table, name) for name in _COLUMNS], axis=1)
    faults = _faults_of(table, edges, people)
    if faults:
        raise InputError(faults)
    return edges


def _numbers(table: LogTable, name: str) -> NDArray[np.int64]:
    """Return a column of whole numbers, from 0 on."""
    texts = pc.utf8_trim_whitespace(table.table[name].cast(pa.string())).fill_null("")
    wrong = np.flatnonzero(~np.asarray(pc.match_substring_regex(texts, r"^\d{1,15}$")))
    values = [str(texts[row]) for row in wrong[:5].tolist()]
    faults = row_faults(wrong, values, "this is no number of a person", _REMEDY, table.places_in(name))
    if faults:
        raise InputError(faults)
    return np.asarray(texts.cast(pa.int64()))


def _faults_of(table: LogTable, edges: NDArray[np.int64], people: int) -> list[Fault]:
    last = edges.max(axis=1)
    unknown = np.flatnonzero(last >= people)
    with_themselves = np.flatnonzero(edges[:, 0] == edges[:, 1])
    return [
        *row_faults(
            unknown,
            [str(number) for number in last[unknown].tolist()],
            f"there is no such person: there are {people}, from 0 to {people - 1}",
            f"{_REMEDY}; or raise network.people_per_1000 or founders.customers",
            table.places,
        ),
        *row_faults(
            with_themselves,
            [str(number) for number in edges[with_themselves, 0].tolist()],
            "somebody is her own acquaintance",
            "take the row out",
            table.places,
        ),
    ]
