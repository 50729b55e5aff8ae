"""What a generator hands back: purchases as a log would list them, and the truth behind them."""

import math
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.float64]
Traits = TypeVar("Traits")


@dataclass(frozen=True)
class GeneratedHistory(Generic[Traits]):
    """Purchases and the truth behind them.

    `transactions` has the columns customer_id (0 .. n - 1), time_days and amount of an observed history,
    sorted by customer and time. Times are exact, not rounded to days. The amounts of a model of
    purchases are 0 until `with_amounts` of a model of spend draws them.

    The truth, each of shape `(n,)`: `entry_days`, on which the relationship began; `is_alive`, whether
    it goes on at `end_days`; `mean_amount` of a purchase, nan where no amounts were drawn; and `traits`,
    which are the model's own.
    """

    transactions: pa.Table
    entry_days: Floats
    end_days: float
    is_alive: NDArray[np.bool_]
    mean_amount: Floats
    traits: Traits


def transaction_table(customer: NDArray[np.int64], time_days: Floats, amount: Floats) -> pa.Table:
    """Return the table of transactions; the columns, of shape `(n_purchases,)`, are sorted already."""
    return pa.table({"customer_id": customer.astype(np.uint64), "time_days": time_days, "amount": amount})


def purchase_numbers(customer: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return which of its customer's purchases each row is, from 0; the customers are sorted.

    >>> purchase_numbers(np.array([3, 3, 3, 8, 9, 9])).tolist()
    [0, 1, 2, 0, 0, 1]
    """
    rows = np.arange(customer.size)
    is_first = np.diff(customer, prepend=-1) != 0
    return rows - np.maximum.accumulate(np.where(is_first, rows, 0))


def no_amounts(n_customers: int) -> Floats:
    """Return the mean amounts of customers whose amounts were not drawn, shape `(n_customers,)`."""
    return np.full(n_customers, np.nan)


def require_no_amounts(history: GeneratedHistory[Traits]) -> None:
    """Raise InputError if amounts were drawn for the history already."""
    if (history.transactions["amount"].to_numpy() != 0.0).any():
        remedy = "draw amounts for a history of purchases that has none"
        raise InputError([Fault("history", "its transactions have amounts", remedy)])


def put_amounts(
    history: GeneratedHistory[Traits], amount: Floats, mean_amount: Floats
) -> GeneratedHistory[Traits]:
    """Return the history with these amounts, shape `(n_purchases,)`, and the mean amounts behind them."""
    customer, time_days = (history.transactions[name].to_numpy() for name in ("customer_id", "time_days"))
    table = transaction_table(customer, time_days, amount)
    return replace(history, transactions=table, mean_amount=mean_amount)


def require_entry_within(entry_days: Floats, end_days: float) -> None:
    """Raise InputError if somebody enters before day 0 or after the end, or if there is no end."""
    if not math.isfinite(end_days):
        raise InputError([Fault("end_days", f"is {end_days}", "give the day on which the history ends")])
    outside = ~((entry_days >= 0.0) & (entry_days <= end_days))
    if outside.any():
        problem = f"customer {int(outside.argmax())} enters on day {entry_days[outside.argmax()]}"
        raise InputError([Fault("entry_days", problem, f"enter between day 0 and day {end_days:g}")])
