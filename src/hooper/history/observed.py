"""What a firm can see of its customers, from a simulation or from a real log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa

from hooper.foundation.units import DAYS_PER_WEEK

TRANSACTIONS = pa.schema(
    [("customer_id", pa.uint64()), ("time_days", pa.float64()), ("amount", pa.float64())]
)
SERVICE_CASES = pa.schema(
    [
        ("customer_id", pa.uint64()),
        ("time_days", pa.float64()),
        ("wait_days", pa.float64()),
        ("abandoned", pa.bool_()),
        ("resolved", pa.bool_()),
    ]
)
CONTACTS = pa.schema(
    [("customer_id", pa.uint64()), ("period", pa.int32()), ("lever", pa.uint8()), ("cost", pa.float64())]
)
DELIVERIES = pa.schema(
    [
        ("customer_id", pa.uint64()),
        ("time_days", pa.float64()),
        ("delay_days", pa.float64()),
        ("stock_out", pa.bool_()),
    ]
)
TICKETS = pa.schema(
    [
        ("customer_id", pa.uint64()),
        ("time_days", pa.float64()),
        ("wait_days", pa.float64()),
        ("escalated", pa.bool_()),
        ("resolved", pa.bool_()),
    ]
)
VISITS = pa.schema(
    [("customer_id", pa.uint64()), ("time_days", pa.float64()), ("overdue_days", pa.float64())]
)
SURVEY_ANSWERS = pa.schema(
    [
        ("customer_id", pa.uint64()),
        ("period", pa.int32()),
        ("item", pa.uint8()),
        ("answer", pa.float32()),
    ]
)
CAMPAIGN_CONTACTS = pa.schema(
    [
        ("customer_id", pa.uint64()),
        ("period", pa.int32()),
        ("campaign", pa.uint8()),
        ("cost", pa.float64()),
    ]
)
PROFILES = pa.schema([("customer_id", pa.uint64()), ("trait", pa.uint8()), ("value", pa.float32())])
OFFERS_TAKEN = pa.schema(
    [("customer_id", pa.uint64()), ("period", pa.int32()), ("lever", pa.uint8()), ("cost", pa.float64())]
)
REFERRALS = pa.schema([("customer_id", pa.uint64()), ("period", pa.int32())])
# In a real log whose rows name products; no simulation has it.
PRODUCT_LINES = pa.schema(
    [
        ("customer_id", pa.uint64()),
        ("time_days", pa.float64()),
        ("product", pa.string()),
        ("amount", pa.float64()),
    ]
)
PAYMENTS = pa.schema(
    [
        ("customer_id", pa.uint64()),
        ("due_days", pa.float64()),
        ("paid_days", pa.float64()),
        ("amount", pa.float64()),
    ]
)
SCHEMAS = {
    "transactions": TRANSACTIONS,
    "service_cases": SERVICE_CASES,
    "contacts": CONTACTS,
    "referrals": REFERRALS,
    "deliveries": DELIVERIES,
    "tickets": TICKETS,
    "visits": VISITS,
    "survey_answers": SURVEY_ANSWERS,
    "campaign_contacts": CAMPAIGN_CONTACTS,
    "profiles": PROFILES,
    "offers_taken": OFFERS_TAKEN,
    "payments": PAYMENTS,
}


@dataclass(frozen=True)
class Observed:
    """The observed side of a history.

    `transactions` has one row a purchase: customer, days since the origin (fractional), amount in
    currency units, sorted by (customer_id, time_days). A real log has `origin` (the date of day 0)
    and `labels`: the customers' own names, `labels[customer_id]`; and `product_lines` under `others` if
    its rows name products. A simulated one may have further tables there (`contacts`, `service_cases`,
    `referrals`, `deliveries`, `tickets`, `visits`, `survey_answers`, `campaign_contacts`, `profiles`,
    `offers_taken`, `payments`), of which some are dated by periods of `period_days`; `traits` are the names
    of those in `profiles`, with the names of the levels of each, none for a number.
    """

    transactions: pa.Table
    end_days: float
    origin: date | None = None
    labels: tuple[str, ...] = ()
    others: dict[str, pa.Table] = field(default_factory=dict[str, pa.Table])
    traits: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    period_days: float = DAYS_PER_WEEK

    def column(self, name: str) -> np.ndarray:
        """Return one column of the transactions as a NumPy array, shape `(n_transactions,)`."""
        return self.transactions[name].to_numpy()

    @property
    def n_customers(self) -> int:
        """The number of customers with at least one transaction."""
        return int(np.unique(self.column("customer_id")).size)
