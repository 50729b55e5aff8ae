"""Collects the rows of a running world and hands them over as a history."""

from collections import defaultdict

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.engine.population import Population
from hooper.history.history import History
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.truth import SCHEMAS, Truth

OTHER_OBSERVED = {
    "service_cases": pa.schema(
        [
            ("customer_id", pa.uint64()),
            ("time_days", pa.float64()),
            ("wait_days", pa.float64()),
            ("abandoned", pa.bool_()),
            ("resolved", pa.bool_()),
        ]
    ),
    "contacts": pa.schema(
        [("customer_id", pa.uint64()), ("period", pa.int32()), ("lever", pa.uint8()), ("cost", pa.float64())]
    ),
    "referrals": pa.schema([("customer_id", pa.uint64()), ("period", pa.int32())]),
}


class Recorder:
    """Keeps rows as arrays, in the order in which they happen; tables are sorted by customer at the end."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, NDArray[np.generic]]]] = defaultdict(list)

    def add(self, table: str, **columns: NDArray[np.generic]) -> None:
        """Add rows to a table, one array a column."""
        self._rows[table].append(columns)

    def history(self, population: Population, end_days: float) -> History:
        """Return everything recorded so far."""
        truth = {name: self._table(name, schema) for name, schema in SCHEMAS.items() if name != "traits"}
        others = {name: self._table(name, schema) for name, schema in OTHER_OBSERVED.items()}
        transactions = self._table("transactions", TRANSACTIONS)
        return History(
            Observed(transactions, end_days, others=others), Truth(traits=_traits(population), **truth)
        )

    def _table(self, name: str, schema: pa.Schema) -> pa.Table:
        parts = self._rows[name]
        if not parts:
            return schema.empty_table()
        columns = {field: np.concatenate([part[field] for part in parts]) for field in schema.names}
        when = columns["time_days" if "time_days" in columns else "period"]
        order = np.lexsort((when, columns["customer_id"]))
        return pa.table({field: values[order] for field, values in columns.items()}, schema=schema)


def _traits(population: Population) -> pa.Table:
    size = population.size
    order = np.argsort(population.customer_id[:size])
    columns = {
        "customer_id": population.customer_id[:size],
        "entry_days": population.entry_days[:size],
        "channel": population.channel[:size],
        "purchase_rate_per_day": population.values("purchase_rate"),
        "spend_rate": population.values("spend_rate"),
        "quality_fit": population.values("quality_fit.overall"),
        "frailty": population.values("frailty"),
        "persuadability": population.values("persuadability"),
    }
    return pa.table({name: values[order] for name, values in columns.items()}, schema=SCHEMAS["traits"])
