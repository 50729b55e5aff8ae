"""Where the rows of a history go while it happens: into memory, or to disk (`history_folder`)."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Protocol, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.history.tables import SCHEMAS, by_customer

Columns = Mapping[str, NDArray[np.generic]]


class TableSink(Protocol):
    """Takes rows of tables as they come."""

    def add(self, table: str, columns: Columns) -> None:
        """Take rows of a table: an array a column, in the order of its schema."""
        ...


class InMemory:
    """Keeps all rows as arrays, for worlds that are small."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Columns]] = defaultdict(list)

    def add(self, table: str, columns: Columns) -> None:
        """Keep rows of a table."""
        self._rows[table].append(columns)

    def table(self, name: str) -> pa.Table:
        """Return a table with its rows by customer and time."""
        schema, parts = SCHEMAS[name], self._rows[name]
        if not parts:
            return schema.empty_table()
        columns = {field: np.concatenate([part[field] for part in parts]) for field in schema.names}
        return by_customer(pa.table(columns, schema=schema))

    def copy(self) -> Self:
        """Return a sink that goes on apart; what is kept is never changed, so it is shared."""
        copy = type(self)()
        for name, parts in self._rows.items():
            copy._rows[name] = list(parts)
        return copy
