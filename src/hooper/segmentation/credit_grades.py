"""Five credit grades, best, better, average, poor and none, from how a customer has paid.

Both days late and the share that was never paid have a grade by four rising cuts, a value at a cut
belonging to the better side; a customer has the worse of the two. The cuts lie halfway between what is
usual of the grades: 0, 5, 15, 40 and 60 days late, and 0.1, 0.3, 1, 4 and 12 % defaulted. Grade none is no
credit. Of whom nothing was due the grade is unknown: no record is not a bad one.
Source: five ordered classes as in a textbook's slides on customer value; grades by days beyond terms as in
trade credit scores; the cuts are assumed.
"""

from dataclasses import replace
from itertools import pairwise
from typing import Annotated

import numpy as np
from pydantic import AfterValidator

from hooper.foundation.settings import NonNegative, Settings
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.payment_record import payment_record
from hooper.segmentation.rank_cuts import cuts_passed
from hooper.segmentation.segments import Segments, segments_of

NAME = "credit_grades"
LABELS = ("none", "poor", "average", "better", "best", "unknown")

_BEST, _UNKNOWN = LABELS.index("best"), LABELS.index("unknown")


def _rising(cuts: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    if any(low >= high for low, high in pairwise(cuts)):
        raise ValueError("cut points must rise")
    return cuts


_Cuts = Annotated[tuple[NonNegative, NonNegative, NonNegative, NonNegative], AfterValidator(_rising)]


class CreditGradesSettings(Settings):
    """Up to which days late, and up to which defaulted share, a customer is best, better, average, poor."""

    days_late_cuts: _Cuts = (2.5, 10.0, 27.5, 50.0)
    defaulted_share_cuts: _Cuts = (0.002, 0.0065, 0.025, 0.08)


def assign(records: CustomerRecords, settings: CreditGradesSettings) -> Segments:
    """Assign every customer to a grade; the columns tell days late and defaulted share."""
    record = payment_record(records)
    cuts = {"days_late": settings.days_late_cuts, "defaulted_share": settings.defaulted_share_cuts}
    worse = np.maximum(
        cuts_passed(record.days_late, cuts["days_late"]),
        cuts_passed(record.defaulted_share, cuts["defaulted_share"]),
    )
    code = np.where(np.isnan(record.days_late), _UNKNOWN, _BEST - worse)
    segments = segments_of(NAME, LABELS, code, records, record, cuts)
    return replace(segments, columns=record._asdict())
