"""How customers have paid what they owed: days late, and what share was never paid.

A payment counts once it is due. Who pays early or on the day is 0 days late; who has not paid by the cut is
late since the due day, and from 90 days on the amount counts as defaulted, paid later or not.
Source: Basel Committee on Banking Supervision (2006), International convergence of capital measurement,
paragraph 452: past due more than 90 days is default.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.equal_amounts import to_nine_digits

Floats = NDArray[np.float64]

DEFAULT_AFTER_DAYS = 90.0
_COLUMNS = ("due_days", "paid_days", "amount")


class PaymentRecord(NamedTuple):
    """Mean days late and defaulted share, both weighted by amount, `(n,)`; nan where nothing was due."""

    days_late: Floats
    defaulted_share: Floats


def payment_record(records: CustomerRecords) -> PaymentRecord:
    """Return how each customer has paid what was due by the cut.

    Raises InputError without payments, or where a column of them is missing.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS, Observed
    >>> bought = {"customer_id": [3, 4], "time_days": [0.0, 9.0], "amount": [5.0, 2.0]}
    >>> owed = {"customer_id": [3, 3], "due_days": [10.0, 20.0], "paid_days": [14.0, 19.0]}
    >>> payments = pa.table({**owed, "amount": [1.0, 3.0]})
    >>> log = Observed(pa.table(bought, schema=TRANSACTIONS), 28.0, others={"payments": payments})
    >>> payment_record(CustomerRecords.of(log)).days_late.tolist()
    [1.0, nan]
    """
    rows, cut = records.table("payments"), records.summary.cut_days
    missing = [name for name in _COLUMNS if name not in rows.column_names]
    if missing:
        remedy = f"give the columns customer_id, {', '.join(_COLUMNS)}"
        raise InputError([Fault("payments", f"they have no {', '.join(missing)}", remedy)])
    due, paid = rows["due_days"].to_numpy(), rows["paid_days"].to_numpy()
    # What is paid after the cut is not known yet; fmin takes the cut where nothing was ever paid.
    late = np.maximum(np.fmin(paid, cut) - due, 0.0)
    amount = rows["amount"].to_numpy()
    weights = np.array([amount, amount * late, amount * (late > DEFAULT_AFTER_DAYS)])
    place, n = records.place(rows), records.n_customers
    owed, waited, lost = (np.bincount(place, weights=weight, minlength=n) for weight in weights)
    with np.errstate(invalid="ignore"):
        return PaymentRecord(to_nine_digits(waited / owed), to_nine_digits(lost / owed))
