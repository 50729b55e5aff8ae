"""Relationship quality in three classes: interaction, trust and satisfaction together, and who is not known.

The index is that of `hooper.economics.relationship_quality`: the mean of the percentile ranks of the three,
among those of whom all three are known. Whoever has never answered, say, is unknown, and nobody is given
the mean of others.
Sources: Palmatier, Dant, Grewal and Evans (2006), Factors influencing the effectiveness of relationship
marketing: a meta-analysis, Journal of Marketing 70(4), for the composite; thirds are assumed.
"""

from hooper.economics.relationship_quality import RelationshipQuality
from hooper.segmentation.activity_of_records import activity_of_records, in_order_of
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.index_thirds import IndexThirds, segments_of_index
from hooper.segmentation.segments import Segments

NAME = "relationship_quality_classes"
LABELS = ("weak", "fair", "strong", "unknown")


def assign(records: CustomerRecords, settings: IndexThirds) -> Segments:
    """Assign every customer to a class of relationship quality; raises InputError without answers."""
    records.table("survey_answers")  # refused by name where there are none: nobody would be known
    activity = activity_of_records(records)
    index = in_order_of(records, activity, RelationshipQuality.of(activity).index)
    return segments_of_index(NAME, LABELS, records, index, settings)
