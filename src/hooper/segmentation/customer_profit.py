"""What a customer has brought the firm up to the cut: the margin on all spend, less what serving cost.

    profit = margin * spend - cost of contacts and offers - cost per service case * cases

Costs count as far as the log tells of them: the tables of contacts, campaigns and offers have theirs in
them, cases at the desk and tickets cost what the settings say. A log of purchases alone knows of none.
Profit below zero is a customer who has cost more than she brought.
Source: Kaplan and Cooper (1998), Cost and effect: customer profitability is margin less cost to serve.
"""

from typing import Annotated, Final

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from hooper.foundation.settings import NonNegative, Settings, assumed
from hooper.segmentation.customer_records import CustomerRecords

Floats = NDArray[np.float64]

_WITH_COST: Final = ("contacts", "campaign_contacts", "offers_taken")
_CASES: Final = ("service_cases", "tickets")


class ProfitSettings(Settings):
    """`margin` is the share of revenue that is profit, `cost_per_service_case` is in currency units."""

    margin: Annotated[float, Field(gt=0, le=1)] = assumed(
        0.3, low=0.05, high=0.8, source="assumed: gross margins of retailers lie about there"
    )
    cost_per_service_case: NonNegative = 0.0


def customer_profit(records: CustomerRecords, settings: ProfitSettings) -> Floats:
    """Return the profit of each customer up to the cut, in currency units, shape `(n,)`."""
    profit = settings.margin * records.summary.total_spend
    for name in filter(records.has_table, _WITH_COST):
        profit -= _by_customer(records, name, cost_column="cost")
    if settings.cost_per_service_case > 0.0:
        for name in filter(records.has_table, _CASES):
            profit -= settings.cost_per_service_case * _by_customer(records, name)
    return profit


def _by_customer(records: CustomerRecords, name: str, cost_column: str | None = None) -> Floats:
    """Return each customer's sum of a column of a table, or without one the number of rows."""
    rows = records.table(name)
    weights = None if cost_column is None else rows[cost_column].to_numpy()
    return np.bincount(records.place(rows), weights=weights, minlength=records.n_customers).astype(np.float64)
