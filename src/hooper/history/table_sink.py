"""Where the rows of a history go while it happens: into memory, or to disk (`history_folder`)."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Protocol, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.history.digest import TableDigest, digest_of
from hooper.history.tables import SCHEMAS, by_customer

Columns = Mapping[str, NDArray[np.generic]]


def row_count(columns: Columns) -> int:
    """Return how many rows there are, given as an array a column."""
    return next(iter(columns.values())).size


class TableSink(Protocol):
    """Takes rows of tables as they come; where it keeps none, nobody need put them together."""

    @property
    def keeps_rows(self) -> bool:
        """Whether any row is kept."""
        ...

    def add(self, table: str, columns: Columns) -> None:
        """Take rows of a table: an array a column, in the order of its schema."""
        ...


class InMemory:
    """Keeps all rows as arrays, for worlds that are small."""

    keeps_rows: bool = True

    def __init__(self) -> None:
        self._rows: dict[str, list[Columns]] = defaultdict(list)

    def add(self, table: str, columns: Columns) -> None:
        """Keep rows of a table."""
        if row_count(columns):
            self._rows[table].append(columns)

    @property
    def rows(self) -> dict[str, int]:
        """The number of rows so far, by table."""
        return {name: sum(map(row_count, self._rows[name])) for name in SCHEMAS}

    @property
    def digest(self) -> str:
        """The digest of all rows so far; they are hashed when it is asked for, since few ask."""
        digests = {name: TableDigest(name, schema) for name, schema in SCHEMAS.items()}
        for name, digest in digests.items():
            for part in self._rows[name]:
                digest.add(part)
        return digest_of(digests)

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


class NoRows:
    """Keeps no rows, for runs of which only the books and the customers are asked."""

    keeps_rows: bool = False

    def add(self, table: str, columns: Columns) -> None:
        """Let rows of a table go."""

    def copy(self) -> Self:
        """Return itself: there is nothing to go on with apart."""
        return self
