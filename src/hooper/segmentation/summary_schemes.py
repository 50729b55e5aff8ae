"""Which schemes divide customers by recency, frequency and spend alone, and so need no log behind them."""

import numpy as np

from hooper.foundation.errors import InputError
from hooper.history.customer_summary import CustomerSummary
from hooper.segmentation import catalogue
from hooper.segmentation.customer_records import CustomerRecords

_CUSTOMERS = 40


def needs_a_summary_alone(name: str) -> bool:
    """Return whether a scheme divides customers of whom there is a summary, and nothing else.

    >>> needs_a_summary_alone("rfm"), needs_a_summary_alone("demographic")
    (True, False)
    """
    scheme = catalogue.get(name)
    try:
        scheme.assign(CustomerRecords(_a_summary()), scheme.settings())
    except InputError:
        return False
    return True


def _a_summary() -> CustomerSummary:
    """Return customers who differ in everything."""
    number = np.arange(_CUSTOMERS)
    frequency = number % 7
    return CustomerSummary(
        customer_id=number.astype(np.uint64),
        frequency=frequency,
        recency=np.where(frequency > 0, 1.0 + number, 0.0),
        age=np.full(_CUSTOMERS, 60.0),
        mean_spend=np.where(frequency > 0, 10.0 + 3.0 * number, np.nan),
        spend_count=frequency,
        total_spend=(1.0 + frequency) * (10.0 + 3.0 * number),
        first_time_days=np.zeros(_CUSTOMERS),
        unit_days=7.0,
        cut_days=420.0,
    )
