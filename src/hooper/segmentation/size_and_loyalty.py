"""The customer sequence model: size against loyalty, which says whom to develop first.

Large and loyal customers are golden and come first. Large ones who are not loyal may become so, and their
place in the sequence is hard to decide; small and loyal ones try new products and take long to develop. Of
small ones who are not loyal the source's text is lost. Size is total spend, or a column of the profiles
(employees, say, or what a customer buys in the trade at all), loyalty the index of `loyalty_index`. Each is
cut at the median unless a cut is given; a value at a cut belongs to the side below it. Whose size is not
known is in a class of its own.
Source: textbook slides on customer value, the customer sequence model.
"""

from hooper.foundation.settings import Settings
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.halves import cells, halves, segments_of_halves
from hooper.segmentation.loyalty_index import LoyaltyWeights, loyalty_index
from hooper.segmentation.lv_quadrant import IndexCut
from hooper.segmentation.profile_numbers import profile_numbers
from hooper.segmentation.segments import Segments

NAME = "size_and_loyalty"
LABELS = ("small, low loyalty", "small, high loyalty", "large, low loyalty", "golden", "unknown")


class SizeAndLoyaltySettings(Settings):
    """How size and loyalty are measured, and where they are cut: at the median, or at a value given.

    `size_cut` is in currency units of spend, or in the unit of `size_column`.
    """

    loyalty: LoyaltyWeights = LoyaltyWeights()
    size_column: str | None = None
    loyalty_cut: IndexCut | None = None
    size_cut: float | None = None


def assign(records: CustomerRecords, settings: SizeAndLoyaltySettings) -> Segments:
    """Assign every customer to one of the four places in the sequence."""
    column = settings.size_column
    size = records.summary.total_spend if column is None else profile_numbers(records, column)
    axes = {
        "size": halves(size, settings.size_cut),
        "loyalty": halves(loyalty_index(records, settings.loyalty), settings.loyalty_cut),
    }
    return segments_of_halves(NAME, LABELS, cells(axes), records, axes)
