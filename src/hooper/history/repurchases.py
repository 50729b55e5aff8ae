"""How long customers took to buy again: the periods from one purchase to the next, or to the cut."""

import numpy as np

from hooper.history.durations import Durations, durations_from_start
from hooper.history.observed import Observed
from hooper.history.opportunities import number_opportunities


def periods_to_repurchase(observed: Observed, period_days: float, cut_days: float | None = None) -> Durations:
    """Return one row a period with a purchase: the periods to the next one, and whether it was seen.

    Periods of `period_days` follow each other from a customer's first purchase on, as in
    `summarise_opportunities`; purchases of one period are one. `cause` is 1 where the customer bought
    again and 0 where no purchase came until the cut. Purchases in the last period that was seen have
    nothing after them and are left out. Raises InputError if `period_days` is below 1.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS
    >>> rows = {"customer_id": [0, 0, 0, 1], "time_days": [0.0, 9.0, 14.0, 7.0], "amount": [1.0] * 4}
    >>> log = Observed(pa.table(rows, schema=TRANSACTIONS), end_days=28.0)
    >>> waits = periods_to_repurchase(log, period_days=7.0)
    >>> waits.duration.tolist(), waits.cause.tolist()
    ([2.0, 2.0, 3.0], [1, 0, 0])
    """
    purchases, number, seen = number_opportunities(observed, period_days, cut_days)
    customer = np.cumsum(purchases.is_first()) - 1
    new = (np.diff(number, prepend=-1) != 0) | purchases.is_first()
    within = new & (number <= seen[customer])
    customer, number = customer[within], number[within]
    is_last = np.append(customer[1:] != customer[:-1], True)[: customer.size]
    until = np.where(is_last, seen[customer], np.append(number[1:], 0)[: number.size])
    wait = until - number
    return durations_from_start(wait[wait > 0], ~is_last[wait > 0])
