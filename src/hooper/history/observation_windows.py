"""Customers who were watched for times of their own: who joined a panel late, or left it early."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.history.observed import Observed
from hooper.history.read_only_columns import set_read_only

Floats = NDArray[np.float64]

_COLUMNS = ("customer_id", "start_days", "end_days")


@dataclass(frozen=True)
class ObservationWindows:
    """From when to when each of some customers was watched; read-only arrays of shape `(n,)`.

    `start_days` and `end_days` are days since the origin of the log and belong to the window. Who is not
    named is watched for as long as the log goes, and so is everybody before it begins or after it ends.
    Raises InputError if a customer is named twice or watched for no time.
    """

    customer_id: NDArray[np.uint64]
    start_days: Floats
    end_days: Floats

    def __post_init__(self) -> None:
        faults = _contradictions(self)
        if faults:
            raise InputError(faults)
        set_read_only(self, _COLUMNS)

    def bounds_of(self, customers: NDArray[np.uint64]) -> tuple[Floats, Floats]:
        """Return from when to when each of `customers` was watched, minus and plus infinity if not named."""
        order = np.argsort(self.customer_id)
        ids = self.customer_id[order]
        place = np.searchsorted(ids, customers)
        named = np.append(ids, np.uint64(0))[place] == customers
        named &= place < ids.size
        row = np.append(order, 0)[place]
        starts, ends = (np.append(column, np.nan)[row] for column in (self.start_days, self.end_days))
        return np.where(named, starts, -np.inf), np.where(named, ends, np.inf)


@dataclass(frozen=True)
class LeftOut:
    """How many purchases, and of how many customers all purchases, lie outside the windows."""

    purchases_before: int
    purchases_after: int
    customers: int


def within_windows(observed: Observed, windows: ObservationWindows) -> tuple[Observed, LeftOut]:
    """Return the log with the purchases in the windows alone, and what is left out of it.

    Other tables of a simulated history stay as they are. Raises InputError if the windows name a customer
    whom the log does not have.

    >>> rows = {"customer_id": [0, 0, 1], "time_days": [0.0, 20.0, 14.0], "amount": [5.0, 2.0, 9.0]}
    >>> from hooper.history.observed import TRANSACTIONS
    >>> log = Observed(pa.table(rows, schema=TRANSACTIONS), end_days=28.0)
    >>> windows = ObservationWindows(np.array([0], np.uint64), np.array([0.0]), np.array([15.0]))
    >>> seen, left_out = within_windows(log, windows)
    >>> seen.column("time_days").tolist(), left_out.purchases_after
    ([0.0, 14.0], 1)
    """
    customer, time = observed.column("customer_id"), observed.column("time_days")
    unknown = ~np.isin(windows.customer_id, customer)
    if unknown.any():
        problem = f"customer {windows.customer_id[unknown.argmax()]} is not in the log"
        raise InputError([Fault("observation windows", problem, "name customers of the log")])
    starts, ends = windows.bounds_of(customer)
    early, late = time < starts, time > ends
    kept = ~(early | late)
    customers = np.unique(customer).size - np.unique(customer[kept]).size
    seen = replace(observed, transactions=observed.transactions.filter(pa.array(kept)))
    return seen, LeftOut(int(early.sum()), int(late.sum()), customers)


def summarise_windows(
    observed: Observed, windows: ObservationWindows, unit_days: float = DAYS_PER_WEEK
) -> tuple[CustomerSummary, LeftOut]:
    """Summarise every customer's purchases in its own window, and tell what is left out.

    `age` runs from the first purchase in the window to the window's end. Raises InputError as
    `within_windows`.
    """
    seen, left_out = within_windows(observed, windows)
    summary = summarise(seen, unit_days=unit_days)
    _, ends = windows.bounds_of(summary.customer_id)
    age = (np.minimum(ends, summary.cut_days) - summary.first_time_days) / unit_days
    return replace(summary, age=age), left_out


def _contradictions(windows: ObservationWindows) -> list[Fault]:
    columns = (windows.customer_id, windows.start_days, windows.end_days)
    shapes = {column.shape for column in columns}
    if len(shapes) != 1 or windows.customer_id.ndim != 1:
        problem = f"the columns have the shapes {sorted(shapes)}"
        return [Fault("observation windows", problem, "give every column one entry a customer")]
    faults = []
    ids, times = np.unique(windows.customer_id, return_counts=True)
    if (times > 1).any():
        problem = "has two windows"
        faults.append(
            Fault(f"customer {ids[times.argmax()]}", problem, "give one, from the first to the last")
        )
    wrong = ~(windows.start_days <= windows.end_days)
    if wrong.any():
        row = int(wrong.argmax())
        problem = f"is watched from day {windows.start_days[row]} to day {windows.end_days[row]}"
        faults.append(
            Fault(f"customer {windows.customer_id[row]}", problem, "let the end come after the start")
        )
    return faults
