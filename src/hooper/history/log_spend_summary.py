"""The logs of every customer's repeat spend: all that a lognormal model of amounts needs of a log."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.observed import Observed
from hooper.history.purchases import merge_same_day, sum_by_customer
from hooper.history.read_only_columns import set_read_only


@dataclass(frozen=True)
class LogSpendSummary:
    """One row a customer who bought before the cut, sorted by `customer_id`: the rows of `summarise`.

    The arrays are read-only, of shape `(n,)`. `spend_count` counts the repeat purchases above zero;
    `mean_log_spend` is the mean of the natural logs of their amounts (nan if there are none), and
    `log_spend_squares` the sum of squares of these logs around that mean (0 if there are none).

    Raises InputError if the columns contradict each other.
    """

    customer_id: NDArray[np.uint64]
    spend_count: NDArray[np.int64]
    mean_log_spend: NDArray[np.float64]
    log_spend_squares: NDArray[np.float64]

    def __post_init__(self) -> None:
        set_read_only(self, _COLUMNS)
        faults = _contradictions(self)
        if faults:
            raise InputError(faults)

    @property
    def n_customers(self) -> int:
        """The number of customers."""
        return self.customer_id.size

    def take(self, rows: NDArray[np.int64]) -> "LogSpendSummary":
        """Return the summary of the customers in `rows` only, in that order."""
        return LogSpendSummary(**{name: getattr(self, name)[rows] for name in _COLUMNS})


_COLUMNS = tuple(field.name for field in fields(LogSpendSummary))


def summarise_log_spend(observed: Observed, cut_days: float | None = None) -> LogSpendSummary:
    """Summarise the logs of repeat spend up to and including `cut_days` (default: the end of the log).

    As in `summarise`, purchases of one customer on one calendar day count as one, and the first purchase
    and amounts of zero or less are left out of spend.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS
    >>> rows = {"customer_id": [0, 0, 0], "time_days": [0.0, 7.0, 9.0], "amount": [5.0, 2.0, 8.0]}
    >>> summary = summarise_log_spend(Observed(pa.table(rows, schema=TRANSACTIONS), end_days=28.0))
    >>> summary.spend_count.tolist(), np.exp(summary.mean_log_spend).round(6).tolist()
    ([2], [4.0])
    """
    purchases = merge_same_day(observed, observed.end_days if cut_days is None else float(cut_days))
    starts, ends = purchases.customer_bounds()
    counted = purchases.is_repeat_spend()
    log_amount = np.log(purchases.amount, out=np.zeros(counted.size), where=counted)
    count = sum_by_customer(counted.astype(np.int64), starts)
    total = sum_by_customer(log_amount, starts)
    mean = np.divide(total, count, out=np.full(count.size, np.nan), where=count > 0)
    # Around the mean, not around zero: the difference of two large sums would cancel.
    deviation = np.where(counted, log_amount - np.repeat(mean, ends - starts), 0.0)
    return LogSpendSummary(
        customer_id=purchases.customer_id[starts],
        spend_count=count,
        mean_log_spend=mean,
        log_spend_squares=sum_by_customer(deviation**2, starts),
    )


def _contradictions(summary: LogSpendSummary) -> list[Fault]:
    shapes = {getattr(summary, name).shape for name in _COLUMNS}
    if len(shapes) != 1:
        remedy = "give every column one entry a customer"
        return [Fault("summary of log spend", f"its columns have the shapes {sorted(shapes)}", remedy)]
    count, mean, squares = summary.spend_count, summary.mean_log_spend, summary.log_spend_squares
    checks = {
        "a count of spend below zero": count < 0,
        "spend without a finite mean of its logs, or the reverse": (count > 0) != np.isfinite(mean),
        "a sum of squares that is below zero or not finite": ~((squares >= 0.0) & np.isfinite(squares)),
    }
    return [
        Fault(
            f"customer {summary.customer_id[wrong.argmax()]}",
            f"has {what}",
            "build it with summarise_log_spend",
        )
        for what, wrong in checks.items()
        if wrong.any()
    ]
