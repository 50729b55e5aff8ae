"""The LV quadrant: loyalty against value, in four classes from A to D.

A is loyal and valuable, B valuable and not loyal, C loyal and not valuable, D neither. Loyalty is the index
of `loyalty_index`, value the contribution of `value_index`. Each is cut at the median of the customers at
hand unless a cut is given; a value at a cut belongs to the side below it. Whose value is not known is in a
class of its own. The letters are the source's; that it gives no cuts is why they are settings.
Source: GreaterChinaCRM (2004), Segmenting customers by loyalty and value: the LV quadrant.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from hooper.foundation.settings import Settings
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.halves import Halves, cells, halves, segments_of_halves
from hooper.segmentation.loyalty_index import LoyaltyWeights, loyalty_index
from hooper.segmentation.segments import Segments
from hooper.segmentation.value_index import ValueSettings, value_index

NAME = "lv_quadrant"
LABELS = (
    "D low loyalty, low value",
    "C high loyalty, low value",
    "B low loyalty, high value",
    "A high loyalty, high value",
    "unknown",
)

IndexCut = Annotated[float, Field(gt=0, lt=1)]


class LvSettings(Settings):
    """How loyalty and value are measured, and where they are cut: at the median, or at a value given.

    `loyalty_cut` lies between 0 and 1, `value_cut` is in currency units of contribution.
    """

    loyalty: LoyaltyWeights = LoyaltyWeights()
    value: ValueSettings = ValueSettings()
    loyalty_cut: IndexCut | None = None
    value_cut: float | None = None


def lv_axes(records: CustomerRecords, settings: LvSettings) -> Mapping[str, Halves]:
    """Measure `value` and `loyalty`, in this order, and cut both.

    Raises InputError if a column of profiles is named that is not there.
    """
    return {
        "value": halves(value_index(records, settings.value), settings.value_cut),
        "loyalty": halves(loyalty_index(records, settings.loyalty), settings.loyalty_cut),
    }


def assign(records: CustomerRecords, settings: LvSettings) -> Segments:
    """Assign every customer to A, B, C or D."""
    axes = lv_axes(records, settings)
    return segments_of_halves(NAME, LABELS, cells(axes), records, axes)
