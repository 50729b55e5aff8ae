"""From purchases at moments to purchases in periods, counted from the day on which each customer entered."""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def count_purchases(
    customer: Integers, time_days: Floats, entry_days: Floats, end_days: float, period_days: float
) -> tuple[Integers, Integers]:
    """Return the purchases of every customer in every whole period, and how many whole periods each has.

    `customer`, numbers from 0, and `time_days`, both of shape `(n_purchases,)`, are the purchases;
    `entry_days`, shape `(n_customers,)`, the days on which the first periods begin. The purchases have
    shape `(n_rows,)`, as a `PurchasePanel` has them, the periods `(n_customers,)`. A last period that is
    cut short by `end_days` is left out with its purchases: a Poisson rate is that of a whole one.

    Raises InputError if somebody has no whole period or buys before the entry.

    >>> purchases, periods = count_purchases(
    ...     np.array([0, 0, 1]), np.array([1.0, 9.0, 20.0]), np.array([0.0, 14.0]), 27.0, 7.0
    ... )
    >>> purchases.tolist(), periods.tolist()
    ([1, 1, 0, 1], [3, 1])
    """
    periods = np.floor((end_days - entry_days) / period_days).astype(np.int64)
    elapsed = time_days - entry_days[customer]
    faults = []
    if (periods < 1).any():
        who = int((periods < 1).argmax())
        problem = f"customer {who} enters on day {entry_days[who]:g}, less than a period before {end_days:g}"
        faults.append(Fault("entry_days", problem, "leave out who has no whole period"))
    if (elapsed < 0.0).any():
        row = int((elapsed < 0.0).argmax())
        problem = f"customer {customer[row]} buys on day {time_days[row]:g}, before the entry"
        faults.append(
            Fault("time_days", problem, "give the entry as the first day, or leave the purchase out")
        )
    if faults:
        raise InputError(faults)
    begins = np.cumsum(periods) - periods
    period = np.floor(elapsed / period_days).astype(np.int64)
    whole = period < periods[customer]
    rows = (begins[customer] + period)[whole]
    return np.bincount(rows, minlength=int(periods.sum())), periods
