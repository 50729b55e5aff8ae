import numpy as np
import pyarrow as pa
import pytest

from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.read_log import read_log


@pytest.fixture(scope="session")
def cdnow():
    observed, _ = read_log("example:cdnow")
    return summarise(observed)


@pytest.fixture(scope="session")
def customers():
    """A function that makes a summary from days since the last purchase, purchases and total spend."""

    def make(days_since_last, purchases, spend):
        days, bought = np.array(days_since_last, dtype=np.float64), np.array(purchases, dtype=np.int64)
        recency = np.where(bought > 1, 70.0, 0.0)
        return CustomerSummary(
            customer_id=np.arange(bought.size, dtype=np.uint64),
            frequency=bought - 1,
            recency=recency / 7,
            age=(recency + days) / 7,
            mean_spend=np.full(bought.size, 5.0),
            spend_count=bought - 1,
            total_spend=np.array(spend, dtype=np.float64),
            first_time_days=1000.0 - recency - days,
            unit_days=7.0,
            cut_days=1000.0,
        )

    return make


@pytest.fixture(scope="session")
def log_of():
    """A function that makes a log of (customer, day, amount), with a product each if there are four."""

    def make(rows, end_days=360.0, origin=None):
        columns = list(zip(*sorted(rows), strict=True))
        names = ("customer_id", "time_days", "amount", "product")[: len(columns)]
        table = pa.table(dict(zip(names, columns, strict=True)))
        lines = {"product_lines": table} if "product" in names else {}
        bought = table.select(TRANSACTIONS.names).cast(TRANSACTIONS)
        return Observed(bought, end_days=end_days, origin=origin, others=lines)

    return make
