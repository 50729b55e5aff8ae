"""Stages in the words of telecom operators: acquisition, growth, maturity, decline, off-net.

Each is worked by levers of its own: cost of acquisition; recurring revenue and cross-selling while customers
grow; the cash cost of service, discounts and changes of tariff in maturity; warnings of those who decline,
and winning back those who have gone off the net.
Source: telecom practice; the rule is that of `stages_by_silence`.
"""

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments
from hooper.segmentation.stage_vocabularies import TELECOM
from hooper.segmentation.stages_by_silence import StageSettings
from hooper.segmentation.stages_in_words import assign_in_words

NAME = "stages_telecom"


def assign(records: CustomerRecords, settings: StageSettings) -> Segments:
    """Assign every customer to the word for the stage."""
    return assign_in_words(NAME, TELECOM, records, settings)
