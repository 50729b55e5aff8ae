"""What a log shows of a history: refunds, nothing before its first day, days in the place of moments.

Estimators assume the exact history; what these do to them is a question that only a known truth answers.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.decisions import REDUCED_FORM_REFUND
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import NonNegative, Positive, Probability, Settings
from hooper.reduced_form.customer_uniforms import customer_uniforms
from hooper.reduced_form.generated_history import GeneratedHistory, purchase_numbers, transaction_table
from hooper.reduced_form.inverse_cdf import exponential

Floats = NDArray[np.float64]


class Observation(Settings):
    """How a history is observed, in this order; by default it is seen as it was.

    - `refund_probability`: the chance that a purchase is refunded in full. The refund is a row of its own
      with the amount below zero, an exponential time of mean `mean_days_to_refund` later.
    - `begins_days`: the log has nothing from before, so that the first purchase in it need not be the
      customer's first.
    - `whole_days`: the time of day is not written down.
    - `same_day_merged`: the purchases of a customer on one day are one row, with the time of the first
      and the sum of the amounts; so are the refunds, apart from the purchases.
    """

    refund_probability: Probability = 0.0
    mean_days_to_refund: Positive = 14.0
    begins_days: NonNegative = 0.0
    whole_days: bool = False
    same_day_merged: bool = False


@dataclass(frozen=True)
class ObservedLog:
    """The rows of the log, columns and order as in the history, and the account of them.

    `purchases` + `refunds` = `rows_kept` + all that are `dropped`, by reason.
    """

    transactions: pa.Table
    end_days: float
    purchases: int
    refunds: int
    dropped: dict[str, int]

    @property
    def rows_kept(self) -> int:
        """The number of rows in the log."""
        return self.transactions.num_rows


@dataclass(frozen=True)
class _Rows:
    customer: NDArray[np.int64]
    time_days: Floats
    amount: Floats

    def __len__(self) -> int:
        return self.customer.size

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> "_Rows":
        return _Rows(self.customer[chosen], self.time_days[chosen], self.amount[chosen])


def observe(history: GeneratedHistory[Any], observation: Observation, key: tuple[int, int]) -> ObservedLog:
    """Return the log of a history; the truth behind it stays as it is.

    `key` decides the refunds, by customer and purchase. Raises InputError if purchases without amounts
    are to be refunded.

    >>> from hooper.reduced_form.bg_nbd import BgNbdPopulation, generate
    >>> population = BgNbdPopulation(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> history = generate(population, np.zeros(1000), end_days=273.0, key=(1, 0))
    >>> log = observe(history, Observation(begins_days=90.0, same_day_merged=True), key=(1, 0))
    >>> log.purchases, log.dropped["before_the_log_begins"], log.rows_kept
    (2197, 1548, 641)
    """
    purchases = _rows_of(history.transactions)
    refunds = _refunds(purchases, observation, key)
    in_time = refunds.take(refunds.time_days <= history.end_days)
    booked = _joined(purchases, in_time)
    recorded = booked.take(booked.time_days >= observation.begins_days)
    dated = replace(recorded, time_days=np.floor(recorded.time_days)) if observation.whole_days else recorded
    kept = _same_day_merged(dated) if observation.same_day_merged else dated
    return ObservedLog(
        transactions=_table_of(kept),
        end_days=history.end_days,
        purchases=len(purchases),
        refunds=len(refunds),
        dropped={
            "refunded_after_the_end": len(refunds) - len(in_time),
            "before_the_log_begins": len(booked) - len(recorded),
            "merged_into_another_of_the_day": len(dated) - len(kept),
        },
    )


def _refunds(purchases: _Rows, observation: Observation, key: tuple[int, int]) -> _Rows:
    if observation.refund_probability == 0.0:
        return purchases.take(np.zeros(len(purchases), np.bool_))
    if not (purchases.amount > 0.0).all():
        remedy = "draw amounts first: gamma_gamma.with_amounts"
        raise InputError([Fault("refund_probability", "there are purchases without an amount", remedy)])
    number = purchase_numbers(purchases.customer)
    chance_u, wait_u, _, _ = customer_uniforms(key, purchases.customer, number, REDUCED_FORM_REFUND)
    wait_days = exponential(1.0 / observation.mean_days_to_refund, wait_u)
    refunds = _Rows(purchases.customer, purchases.time_days + wait_days, -purchases.amount)
    return refunds.take(chance_u < observation.refund_probability)


def _same_day_merged(rows: _Rows) -> _Rows:
    day, is_refund = np.floor(rows.time_days), rows.amount < 0.0
    order = np.lexsort((rows.time_days, is_refund, day, rows.customer))
    group = np.stack((rows.customer, day, is_refund))[:, order]
    starts = np.flatnonzero((np.diff(group, prepend=np.nan) != 0.0).any(axis=0))
    if not starts.size:
        return rows
    return replace(rows.take(order[starts]), amount=np.add.reduceat(rows.amount[order], starts))


def _rows_of(table: pa.Table) -> _Rows:
    customer, time_days, amount = (column.to_numpy() for column in table.columns)
    return _Rows(customer.astype(np.int64), time_days, amount)


def _table_of(rows: _Rows) -> pa.Table:
    order = np.lexsort((rows.time_days, rows.customer))
    return transaction_table(rows.customer[order], rows.time_days[order], rows.amount[order])


def _joined(purchases: _Rows, refunds: _Rows) -> _Rows:
    return _Rows(
        np.concatenate((purchases.customer, refunds.customer)),
        np.concatenate((purchases.time_days, refunds.time_days)),
        np.concatenate((purchases.amount, refunds.amount)),
    )
