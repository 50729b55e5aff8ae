"""At how many opportunities each customer bought: what a model of discrete time needs of a log."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.read_only_columns import set_read_only

_COLUMNS = ("customer_id", "frequency", "recency", "opportunities")


@dataclass(frozen=True)
class OpportunitySummary:
    """One row a customer who bought before the cut, sorted by `customer_id`.

    The arrays are read-only, of shape `(n,)`. A customer's opportunities are numbered 1, 2, ... from the
    first purchase, which is none of them. `frequency` counts those with a purchase, `recency` is the
    number of the last of these (0 if there is none), and `opportunities` is how many were seen until the
    cut. Each lasts `opportunity_days` days, on average if they are months or years of the calendar.

    Raises InputError if the columns contradict each other.
    """

    customer_id: NDArray[np.uint64]
    frequency: NDArray[np.int64]
    recency: NDArray[np.int64]
    opportunities: NDArray[np.int64]
    opportunity_days: float

    def __post_init__(self) -> None:
        set_read_only(self, _COLUMNS)
        faults = _contradictions(self)
        if faults:
            raise InputError(faults)

    @property
    def n_customers(self) -> int:
        """The number of customers."""
        return self.customer_id.size

    def take(self, rows: NDArray[np.int64]) -> "OpportunitySummary":
        """Return the summary of the customers in `rows` only, in that order."""
        columns = {name: getattr(self, name)[rows] for name in _COLUMNS}
        return OpportunitySummary(**columns, opportunity_days=self.opportunity_days)


def summary_of_counts(
    frequency: ArrayLike,
    recency: ArrayLike,
    opportunities: ArrayLike,
    customers: ArrayLike,
    opportunity_days: float,
) -> OpportunitySummary:
    """Return the summary of a table that says how many `customers` have each row.

    The columns are whole numbers of shape `(n_rows,)`. Customers are numbered from 0 in the order of the
    rows. Raises InputError if a number is not whole, a count is below zero or the columns contradict each
    other.

    >>> summary = summary_of_counts([0, 2], [0, 3], [6, 6], [2, 1], opportunity_days=365.25)
    >>> summary.customer_id.tolist(), summary.recency.tolist()
    ([0, 1, 2], [0, 0, 3])
    """
    named = {"frequency": frequency, "recency": recency, "opportunities": opportunities}
    columns = {name: np.atleast_1d(np.asarray(values)) for name, values in named.items()}
    counts = np.atleast_1d(np.asarray(customers))
    faults = _faults_of_counts({**columns, "customers": counts})
    if faults:
        raise InputError(faults)
    repeats = counts.astype(np.int64)
    return OpportunitySummary(
        customer_id=np.arange(repeats.sum(), dtype=np.uint64),
        **{name: np.repeat(column.astype(np.int64), repeats) for name, column in columns.items()},
        opportunity_days=opportunity_days,
    )


def _faults_of_counts(columns: dict[str, NDArray[np.generic]]) -> list[Fault]:
    shapes = {column.shape for column in columns.values()}
    if len(shapes) != 1:
        problem = f"its columns have the shapes {sorted(shapes)}"
        return [Fault("table of counts", problem, "give every column one entry a row")]
    faults = []
    for name, column in columns.items():
        values = column.astype(np.float64)
        wrong = ~(np.isfinite(values) & (values >= 0.0) & (values == np.floor(values)))
        if wrong.any():
            row = int(wrong.argmax())
            problem = f"{name} is {column[row]}"
            faults.append(Fault(f"table of counts, row {row + 1}", problem, "give whole numbers from 0 on"))
    return faults


def _contradictions(summary: OpportunitySummary) -> list[Fault]:
    if not 0.0 < summary.opportunity_days < np.inf:
        problem = f"opportunity_days is {summary.opportunity_days}"
        return [Fault("opportunity summary", problem, "give the days from one opportunity to the next")]
    shapes = {getattr(summary, name).shape for name in _COLUMNS}
    if len(shapes) != 1:
        remedy = "give every column one entry a customer"
        return [Fault("opportunity summary", f"its columns have the shapes {sorted(shapes)}", remedy)]
    frequency, recency, opportunities = summary.frequency, summary.recency, summary.opportunities
    checks = {
        "a frequency below zero": frequency < 0,
        "a recency below its frequency: it bought more often than it could": recency < frequency,
        "a recency above the opportunities seen": recency > opportunities,
        "a recency without a purchase": (frequency == 0) & (recency > 0),
    }
    remedy = "build it with summarise_opportunities or summary_of_counts"
    return [
        Fault(f"customer {summary.customer_id[wrong.argmax()]}", f"has {what}", remedy)
        for what, wrong in checks.items()
        if wrong.any()
    ]
