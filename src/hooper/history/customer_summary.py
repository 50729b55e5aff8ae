"""Recency, frequency and spend of every customer: all that the lifetime-value models need of a log."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.observed import Observed
from hooper.history.purchases import Purchases, merge_same_day, sum_by_customer
from hooper.history.read_only_columns import set_read_only


@dataclass(frozen=True)
class CustomerSummary:
    """One row a customer who bought before the cut, sorted by `customer_id`.

    The arrays are read-only, of shape `(n,)`. `frequency` counts repeat purchases, `recency` runs from
    the first to the last purchase and `age` from the first purchase to the cut, both in units of
    `unit_days` days. `mean_spend` is the mean amount of the `spend_count` repeat purchases above zero
    (nan if there are none), `total_spend` the amount of all purchases, `first_time_days` the first
    purchase in days since the origin of the log.

    Raises InputError if the columns contradict each other.
    """

    customer_id: NDArray[np.uint64]
    frequency: NDArray[np.int64]
    recency: NDArray[np.float64]
    age: NDArray[np.float64]
    mean_spend: NDArray[np.float64]
    spend_count: NDArray[np.int64]
    total_spend: NDArray[np.float64]
    first_time_days: NDArray[np.float64]
    unit_days: float
    cut_days: float

    def __post_init__(self) -> None:
        set_read_only(self, _COLUMNS)
        faults = _contradictions(self)
        if faults:
            raise InputError(faults)

    @property
    def n_customers(self) -> int:
        """The number of customers."""
        return self.customer_id.size

    def take(self, rows: NDArray[np.int64]) -> "CustomerSummary":
        """Return the summary of the customers in `rows` only, in that order."""
        columns = {name: getattr(self, name)[rows] for name in _COLUMNS}
        return CustomerSummary(**columns, unit_days=self.unit_days, cut_days=self.cut_days)


_SCALARS = ("unit_days", "cut_days")
_COLUMNS = tuple(field.name for field in fields(CustomerSummary) if field.name not in _SCALARS)


def summarise(
    observed: Observed, cut_days: float | None = None, unit_days: float = DAYS_PER_WEEK
) -> CustomerSummary:
    """Summarise every customer's purchases up to and including `cut_days` (default: the end of the log).

    Purchases of one customer on one calendar day count as one. A customer whose first purchase comes
    after the cut is left out. `unit_days` is the unit of recency and age: 7 for weeks.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS
    >>> rows = {"customer_id": [0, 0, 1], "time_days": [0.0, 7.0, 14.0], "amount": [5.0, 2.0, 9.0]}
    >>> summary = summarise(Observed(pa.table(rows, schema=TRANSACTIONS), end_days=28.0))
    >>> summary.frequency.tolist(), summary.recency.tolist(), summary.age.tolist()
    ([1, 0], [1.0, 0.0], [4.0, 2.0])
    """
    cut = observed.end_days if cut_days is None else float(cut_days)
    purchases = merge_same_day(observed, cut)
    starts, ends = purchases.customer_bounds()
    first, last = purchases.time_days[starts], purchases.time_days[ends - 1]
    spend_count, mean_spend = _repeat_spend(purchases, starts)
    return CustomerSummary(
        customer_id=purchases.customer_id[starts],
        frequency=ends - starts - 1,
        recency=(last - first) / unit_days,
        age=(cut - first) / unit_days,
        mean_spend=mean_spend,
        spend_count=spend_count,
        total_spend=sum_by_customer(purchases.amount, starts),
        first_time_days=first,
        unit_days=float(unit_days),
        cut_days=cut,
    )


def _repeat_spend(
    purchases: Purchases, starts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    counted = purchases.is_repeat_spend()
    count = sum_by_customer(counted.astype(np.int64), starts)
    total = sum_by_customer(np.where(counted, purchases.amount, 0.0), starts)
    return count, np.divide(total, count, out=np.full(count.size, np.nan), where=count > 0)


def _contradictions(summary: CustomerSummary) -> list[Fault]:
    shapes = {getattr(summary, name).shape for name in _COLUMNS}
    if len(shapes) != 1:
        remedy = "give every column one entry a customer"
        return [Fault("customer summary", f"its columns have the shapes {sorted(shapes)}", remedy)]
    frequency, recency, age = summary.frequency, summary.recency, summary.age
    checks = {
        "a frequency below zero": frequency < 0,
        "a recency that is not between zero and the age": ~((recency >= 0.0) & (recency <= age)),
        "an age without end": np.isinf(age),
        "repeat purchases with recency zero, or the reverse": (frequency > 0) != (recency > 0.0),
    }
    return [
        Fault(f"customer {summary.customer_id[wrong.argmax()]}", f"has {what}", "build it with summarise")
        for what, wrong in checks.items()
        if wrong.any()
    ]
