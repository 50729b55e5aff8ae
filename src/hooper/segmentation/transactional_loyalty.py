"""Transactional loyalty in three classes: what customers do, as their purchases show it.

The index is that of `loyalty_index`, and a class holds a third of the customers up to ties. It says nothing
of what they feel: whoever has no choice buys on, and whoever moves away stops. `emotional_loyalty_classes`
asks them.
Source: GreaterChinaCRM (2004), the LV quadrant, for the two kinds of loyalty; thirds are assumed.
"""

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.index_thirds import IndexThirds, segments_of_index
from hooper.segmentation.loyalty_index import LoyaltyWeights, loyalty_index
from hooper.segmentation.segments import Segments

NAME = "transactional_loyalty"
LABELS = ("low loyalty", "middling loyalty", "high loyalty")


class TransactionalLoyaltySettings(IndexThirds):
    """How the signs are weighed, and what share of the customers is in each class."""

    loyalty: LoyaltyWeights = LoyaltyWeights()


def assign(records: CustomerRecords, settings: TransactionalLoyaltySettings) -> Segments:
    """Assign every customer to a class of transactional loyalty."""
    index = loyalty_index(records, settings.loyalty)
    return segments_of_index(NAME, LABELS, records, index, settings)
