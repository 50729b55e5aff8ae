"""Logs made by hand, and logs of any kind for laws that hold for all of them."""

import numpy as np
import pyarrow as pa
from hypothesis import strategies as st

from hooper.history.observed import TRANSACTIONS, Observed

END_DAYS = 365.0


def log_of(purchases, amount=10.0, end_days=END_DAYS):
    """Return a log in which each customer, by id, buys on these days."""
    rows = [(customer, day, amount) for customer, days in purchases.items() for day in days]
    columns = zip(("customer_id", "time_days", "amount"), zip(*rows, strict=True), strict=True)
    return Observed(pa.table(dict(columns)).cast(TRANSACTIONS), end_days)


@st.composite
def logs(draw):
    """Draw a log of one to twelve customers in a year, sorted as logs are."""
    customers = draw(st.integers(1, 12))
    purchases = st.lists(st.tuples(st.integers(0, 364), st.integers(1, 999)), min_size=1, max_size=15)
    rows = [(who, *each) for who in range(customers) for each in sorted(draw(purchases))]
    customer, day, cents = np.array(rows).T
    return _log(customer, day, cents / 100.0)


def in_another_order(log):
    """Return the log with its customers numbered the other way round."""
    customer, days, amount = (log.column(name) for name in TRANSACTIONS.names)
    reversed_id = customer.max() - customer
    order = np.lexsort((days, reversed_id))
    return _log(reversed_id[order], days[order], amount[order])


def in_other_money(log, factor):
    """Return the log with its amounts in another unit."""
    return _log(log.column("customer_id"), log.column("time_days"), factor * log.column("amount"))


def _log(customer, days, amount):
    columns = dict(zip(TRANSACTIONS.names, (customer, days, amount), strict=True))
    return Observed(pa.table(columns).cast(TRANSACTIONS), END_DAYS)
