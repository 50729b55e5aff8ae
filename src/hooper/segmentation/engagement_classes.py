"""Engagement in three classes: what customers do beyond buying, and how many kinds of it, beside buying.

The index is that of `hooper.economics.engagement`: breadth (to refer, to answer, to come to the desk, to be
enrolled), frequency, and orders a month. Who was never asked anything and has shown nothing beyond buying
may have had no occasion, and is unknown; thirds are among the others.
Sources: Van Doorn et al. (2010), Customer engagement behavior, Journal of Service Research 13(3), for
behaviour beyond purchase; thirds are assumed.
"""

import numpy as np

from hooper.economics.engagement import Engagement
from hooper.foundation.errors import Fault, InputError
from hooper.segmentation.activity_of_records import activity_of_records, in_order_of
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.index_thirds import IndexThirds, segments_of_index
from hooper.segmentation.segments import Segments

NAME = "engagement_classes"
LABELS = ("low engagement", "middling engagement", "high engagement", "unknown")
_BEYOND_BUYING = ("referrals", "survey_answers", "service_cases", "contacts")


def assign(records: CustomerRecords, settings: IndexThirds) -> Segments:
    """Assign every customer to a class of engagement; raises InputError if there are purchases alone."""
    _require_more_than_purchases(records)
    activity = activity_of_records(records)
    shown = Engagement.of(activity)
    has_had_occasion = (shown.questionnaires_asked > 0) | (shown.breadth > 0)
    index = np.where(has_had_occasion, shown.index, np.nan)
    return segments_of_index(NAME, LABELS, records, in_order_of(records, activity, index), settings)


def _require_more_than_purchases(records: CustomerRecords) -> None:
    if not any(records.has_table(name) for name in _BEYOND_BUYING):
        what = ", ".join(name.replace("_", " ") for name in _BEYOND_BUYING)
        remedy = "give a log that has one of them, or choose a scheme that does without: hooper list schemes"
        raise InputError([Fault("log", f"it has none of {what}", remedy)])
