"""Small cohorts for tests: purchases as (customer, day, amount)."""

import numpy as np
import pyarrow as pa

from hooper.history.observed import TRANSACTIONS, Observed
from hooper.study.simulated_moments.cohort import cohort_of


def log_of(purchases, weeks):
    """Return a log of purchases that runs for so many whole weeks."""
    customer, day, amount = zip(*sorted(purchases), strict=True)
    rows = {"customer_id": customer, "time_days": [float(each) for each in day], "amount": amount}
    return Observed(pa.table(rows, schema=TRANSACTIONS), end_days=weeks * 7.0 - 1.0)


def cohort(purchases, weeks):
    return cohort_of(log_of(purchases, weeks), weeks, weeks)


def regular_buyers(customers, gap_days, weeks, start_days=0, amount=10.0):
    """Purchases of customers who all begin on a day and come again after equal gaps."""
    days = np.arange(start_days, weeks * 7, gap_days)
    return [(customer, int(day), amount) for customer in range(customers) for day in days]
