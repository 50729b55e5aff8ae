"""Stages in the words of customer lifecycle management: acquisition, development, maintenance, churn.

Acquisition lasts from the first contact through the trial orders, development while purchases grow,
maintenance as long as they keep up; churn holds those who fade and those who are gone.
Source: customer lifecycle management, industry practice; the rule is that of `stages_by_silence`.
"""

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments
from hooper.segmentation.stage_vocabularies import LIFECYCLE_MANAGEMENT
from hooper.segmentation.stages_by_silence import StageSettings
from hooper.segmentation.stages_in_words import assign_in_words

NAME = "stages_lifecycle_management"


def assign(records: CustomerRecords, settings: StageSettings) -> Segments:
    """Assign every customer to the word for the stage."""
    return assign_in_words(NAME, LIFECYCLE_MANAGEMENT, records, settings)
