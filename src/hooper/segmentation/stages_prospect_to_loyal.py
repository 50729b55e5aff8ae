"""Stages in the words of value management: prospect, first-time, repeat, loyal.

They tell how far a relationship has come. Who fades or is gone has no word there and is `unnamed`.
Source: vendors' guides to customer value management; the rule is that of `stages_by_silence`.
"""

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments
from hooper.segmentation.stage_vocabularies import PROSPECT_TO_LOYAL
from hooper.segmentation.stages_by_silence import StageSettings
from hooper.segmentation.stages_in_words import assign_in_words

NAME = "stages_prospect_to_loyal"


def assign(records: CustomerRecords, settings: StageSettings) -> Segments:
    """Assign every customer to the word for the stage."""
    return assign_in_words(NAME, PROSPECT_TO_LOYAL, records, settings)
