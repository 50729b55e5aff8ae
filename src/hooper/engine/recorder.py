"""Records what happens in a running world: every row goes to the history's tables, in their types."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hooper.history.table_sink import TableSink
from hooper.history.tables import numpy_types


class Recorder:
    """Takes rows in the order in which they happen, and passes them on to `sink`."""

    def __init__(self, sink: TableSink) -> None:
        self.sink = sink

    def add(self, table: str, columns: Mapping[str, NDArray[np.generic]]) -> None:
        """Record rows of a table, one array a column; they take the types of its schema."""
        rows = {
            name: np.ascontiguousarray(columns[name], dtype) for name, dtype in numpy_types(table).items()
        }
        self.sink.add(table, rows)
