"""Customers of whom only what they spent, and what serving them cost, matters."""

import numpy as np
import pyarrow as pa

from hooper.history.observed import CONTACTS, TRANSACTIONS, Observed
from hooper.segmentation.customer_records import CustomerRecords

END_DAYS = 100.0


def customers_by_spend(spend, contact_costs=None, profiles=None, **tables):
    """Return the records of customers 0, 1, ... who each bought once for so much on one day."""
    who = np.arange(len(spend), dtype=np.uint64)
    bought = {"customer_id": who, "time_days": np.full(who.size, 3.0), "amount": np.array(spend, dtype=float)}
    others = dict(tables)
    if contact_costs is not None:
        contacts = {
            "customer_id": who,
            "period": np.zeros(who.size, np.int32),
            "lever": np.zeros(who.size, np.uint8),
            "cost": np.array(contact_costs, dtype=float),
        }
        others["contacts"] = pa.table(contacts, schema=CONTACTS)
    observed = Observed(pa.table(bought, schema=TRANSACTIONS), END_DAYS, others=others)
    return CustomerRecords.of(observed, profiles=profiles)


def by_label(segments):
    """Return the label of each customer."""
    return [segments.labels[code] for code in segments.code]


def sizes(segments):
    """Return the number of customers of each segment, by its label."""
    return {profile.label: profile.customers for profile in segments.profiles}
