"""Records what happens in a running world: every row goes to the history's tables, in their types."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.foundation.workers import shares
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

    def add_traits(self, population: Population) -> None:
        """Record who every customer is, once, when the world has ended."""
        for share in shares(population.size):
            slots = np.arange(share.start, share.stop)
            self.add(
                "traits",
                {
                    "customer_id": population.customer_id[share].copy(),
                    "entry_days": population.entry_days[share].copy(),
                    "channel": population.channel[share].copy(),
                    "purchase_rate_per_day": population.values_at("purchase_rate", slots),
                    "spend_rate": population.values_at("spend_rate", slots),
                    "quality_fit": population.values_at("quality_fit.overall", slots),
                    "frailty": population.values_at("frailty", slots),
                    "persuadability": population.values_at("persuadability", slots),
                },
            )
