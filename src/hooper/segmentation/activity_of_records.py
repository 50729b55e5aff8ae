"""What the customers whom a scheme divides have done and answered, up to the cut and no later."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.economics.observed_activity import ObservedActivity
from hooper.history.observed import Observed
from hooper.segmentation.customer_records import CustomerRecords

_TABLES: Final = ("service_cases", "visits", "referrals", "contacts", "survey_answers")


def activity_of_records(records: CustomerRecords) -> ObservedActivity:
    """Return the activity of these customers; raises InputError if there is no log.

    It has them by id: `in_order_of` brings what is measured into the order of the records.
    """
    told = {name: records.table(name) for name in _TABLES if records.has_table(name)}
    observed = Observed(records.table("transactions"), records.summary.cut_days, others=told)
    return ObservedActivity.of(observed, records.period_days)


def in_order_of(
    records: CustomerRecords, activity: ObservedActivity, by_id: NDArray[np.generic]
) -> NDArray[np.float64]:
    """Return what is measured of each customer by id in the order of the records, shape `(n,)`."""
    return by_id[np.searchsorted(activity.customer_id, records.customer_id)].astype(np.float64)
