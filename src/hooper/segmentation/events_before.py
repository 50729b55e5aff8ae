"""How often something happened to each customer in the time before a cut."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.history.observed import Observed

Floats = NDArray[np.float64]


def events_before(
    observed: Observed,
    table: str,
    customer_id: NDArray[np.uint64],
    span: tuple[float, float],
    period_days: float,
) -> Floats:
    """Return how many rows of a table each customer has in a span of days, its end included, shape `(n,)`.

    `customer_id` rises. What is dated by a period, such as a contact, happens when the period begins. A log
    without the table has no such events.

    >>> from hooper.history.observed import CONTACTS, TRANSACTIONS
    >>> rows = {"customer_id": [4, 4], "period": [2, 9], "lever": [0, 1], "cost": [1.0, 2.0]}
    >>> log = Observed(TRANSACTIONS.empty_table(), 70.0, others={"contacts": pa.table(rows).cast(CONTACTS)})
    >>> events_before(log, "contacts", np.array([3, 4], np.uint64), (0.0, 28.0), period_days=7.0).tolist()
    [0.0, 1.0]
    """
    rows = observed.others.get(table)
    if rows is None:
        return np.zeros(customer_id.size)
    days = _days_of(rows, period_days)
    customers = np.sort(rows["customer_id"].to_numpy()[(span[0] < days) & (days <= span[1])])
    counts = np.searchsorted(customers, customer_id, "right") - np.searchsorted(
        customers, customer_id, "left"
    )
    return counts.astype(np.float64)


def _days_of(rows: pa.Table, period_days: float) -> Floats:
    if "time_days" in rows.column_names:
        return rows["time_days"].to_numpy()
    return rows["period"].to_numpy() * period_days
