"""Records what happens in a running world: every row goes to the history's tables and into its digest."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.history.digest import TableDigest, digest_of
from hooper.history.table_sink import TableSink
from hooper.history.tables import SCHEMAS, numpy_types

_ROWS_AT_ONCE = 1 << 18


class Recorder:
    """Takes rows in the order in which they happen, and passes them on to `sink`."""

    def __init__(self, sink: TableSink) -> None:
        self.sink = sink
        self._digests = {name: TableDigest(name, schema) for name, schema in SCHEMAS.items()}

    @property
    def digest(self) -> str:
        """The digest of everything recorded so far."""
        return digest_of(self._digests)

    @property
    def rows(self) -> dict[str, int]:
        """The number of rows recorded so far, by table."""
        return {name: digest.rows for name, digest in self._digests.items()}

    def add(self, table: str, columns: Mapping[str, NDArray[np.generic]]) -> None:
        """Record rows of a table, one array a column; they take the types of its schema."""
        rows = {
            name: np.ascontiguousarray(columns[name], dtype) for name, dtype in numpy_types(table).items()
        }
        self._digests[table].add(rows)
        self.sink.add(table, rows)

    def add_traits(self, population: Population) -> None:
        """Record who every customer is, once, when the world has ended."""
        for first in range(0, population.size, _ROWS_AT_ONCE):
            slots = np.arange(first, min(first + _ROWS_AT_ONCE, population.size))
            self.add(
                "traits",
                {
                    "customer_id": population.customer_id[slots],
                    "entry_days": population.entry_days[slots],
                    "channel": population.channel[slots],
                    "purchase_rate_per_day": population.values_at("purchase_rate", slots),
                    "spend_rate": population.values_at("spend_rate", slots),
                    "quality_fit": population.values_at("quality_fit.overall", slots),
                    "frailty": population.values_at("frailty", slots),
                    "persuadability": population.values_at("persuadability", slots),
                },
            )

    def state(self) -> dict[str, NDArray[np.uint64]]:
        """Return for each table the number of rows and the sums of its digest, shape `(5,)`."""
        return {
            name: np.concatenate([[np.uint64(digest.rows)], digest.sums])
            for name, digest in self._digests.items()
        }

    def restore(self, state: Mapping[str, NDArray[np.uint64]]) -> None:
        """Take up what `state` returned; the rows themselves are the sink's."""
        for name, counted in state.items():
            self._digests[name].rows = int(counted[0])
            self._digests[name].sums = counted[1:].copy()
