"""The payment record: what a firm knows, on the day of a sale, of how its buyer has paid before.

A payment is known on the day it comes; a sale that is never paid is known as lost some days after it was
due. The record is made of sales that were known by then, and of nothing later.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.settings import NonNegative, Settings

Floats = NDArray[np.float64]
Ids = NDArray[np.uint64]

_HALF = 0.5  # of a default is added to each record, lest a short clean one be taken for a sure one


class PaymentTerms(Settings):
    """Sales are due `terms_days` after they are made, and are lost if not paid `lost_after_days` after that.

    >>> PaymentTerms().terms_days
    30.0
    """

    terms_days: NonNegative = 30.0
    lost_after_days: NonNegative = 90.0


@dataclass(frozen=True)
class Payments:
    """Sales on credit: buyer, day it was due, day it was paid (not a number if never), amount; all `(n,)`."""

    terms: PaymentTerms
    customer_id: Ids
    due_days: Floats
    paid_days: Floats
    amount: Floats

    @classmethod
    def of(cls, table: pa.Table, terms: PaymentTerms) -> Self:
        """Read the table `payments` of a history, or any with its columns."""
        paid = table["paid_days"].to_numpy().astype(np.float64)
        due, amount = (table[name].to_numpy() for name in ("due_days", "amount"))
        return cls(terms, table["customer_id"].to_numpy(), due, paid, amount)

    @property
    def sold_days(self) -> Floats:
        """The day of each sale."""
        return self.due_days - self.terms.terms_days

    @property
    def given_up_days(self) -> Floats:
        """The day on which each sale is lost if nothing has been paid."""
        return self.due_days + self.terms.lost_after_days

    @property
    def is_lost(self) -> NDArray[np.bool_]:
        """Which sales were not paid by the day on which they are given up."""
        return ~(self.paid_days <= self.given_up_days)

    def where(self, chosen: NDArray[np.bool_]) -> Self:
        """Return the sales for which `chosen`, shape `(n,)`, is true."""
        return type(self)(
            self.terms,
            self.customer_id[chosen],
            self.due_days[chosen],
            self.paid_days[chosen],
            self.amount[chosen],
        )


def payment_record(payments: Payments, customer_id: Ids, days: Floats) -> dict[str, Floats]:
    """Return signs of what was known of customers on days, both `(n_asked,)`, by name.

    `is_new` is 1 where no sale was known to have ended, `sales_known` the logarithm of one and their number,
    `days_late` that of one and the mean days by which payments were late, `lost_before` the logit of the
    share that was never paid.

    >>> once = Payments(PaymentTerms(), *(np.array([each]) for each in (7, 30.0, 42.0, 99.0)))
    >>> signs = payment_record(once, np.array([7, 7]), np.array([41.0, 42.0]))
    >>> np.expm1(signs["days_late"]).round(6).tolist(), np.expm1(signs["sales_known"]).round(6).tolist()
    ([0.0, 12.0], [0.0, 1.0])
    """
    late = np.where(payments.is_lost, 0.0, np.maximum(payments.paid_days - payments.due_days, 0.0))
    known_days = np.where(payments.is_lost, payments.given_up_days, payments.paid_days)
    lost = payments.is_lost.astype(np.float64)
    events = np.column_stack((np.ones(lost.size), lost, late))
    number, lost_before, late_before = _sums_before(
        payments.customer_id, known_days, events, customer_id, days
    )
    paid_before = number - lost_before
    return {
        "is_new": (number == 0.0).astype(np.float64),
        "sales_known": np.log1p(number),
        "days_late": np.log1p(late_before / np.maximum(paid_before, 1.0)),
        "lost_before": np.log((lost_before + _HALF) / (paid_before + _HALF)),
    }


def _sums_before(
    event_id: Ids, event_days: Floats, values: Floats, asked_id: Ids, asked_days: Floats
) -> Floats:
    """Return sums of `values`, `(n_events, k)`, over events of each one asked till the day, `(k, n)`."""
    is_asked = np.arange(event_id.size + asked_id.size) >= event_id.size
    ids = np.concatenate((event_id, asked_id))
    # On one day events stand in front: they are known.
    order = np.lexsort((is_asked, np.concatenate((event_days, asked_days)), ids))
    stacked = np.concatenate((values, np.zeros((asked_id.size, values.shape[1]))))[order]
    running = np.concatenate((np.zeros((1, values.shape[1])), np.cumsum(stacked, axis=0)))
    begins = np.searchsorted(ids[order], asked_id, side="left")
    ends = np.empty(order.size, np.int64)
    ends[order] = np.arange(1, order.size + 1)
    return (running[ends[event_id.size :]] - running[begins]).T
