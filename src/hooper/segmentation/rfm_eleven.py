"""Eleven named segments by recency and frequency, as customer-data platforms use them.

The names are industry practice; guides differ in where they cut, and some of their rules overlap. Here
every pair of scores (Hughes 2011, fifths) has exactly one name, so that the eleven are a partition.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import RfmScores, RfmSettings, assign_by_scores
from hooper.segmentation.segments import Segments

NAME = "rfm_eleven"
LABELS = (
    "champions",
    "loyal customers",
    "potential loyalists",
    "new customers",
    "promising",
    "need attention",
    "about to sleep",
    "at risk",
    "cannot lose them",
    "hibernating",
    "lost",
)
# One row a recency score, from 1 (long ago) to 5; one column a frequency score, from 1 (seldom) to 5.
_GRID = np.array(
    [
        [10, 10, 7, 7, 8],
        [9, 9, 7, 7, 8],
        [6, 6, 5, 1, 1],
        [4, 2, 2, 1, 1],
        [3, 2, 2, 0, 0],
    ]
)


def assign(records: CustomerRecords, settings: RfmSettings) -> Segments:
    """Assign every customer to one of the eleven segments."""
    return assign_by_scores(NAME, LABELS, name_of_scores, records, settings)


def name_of_scores(scores: RfmScores) -> NDArray[np.int64]:
    """Return the position in `LABELS` of the name of each customer's scores, shape `(n,)`."""
    return _GRID[scores.recency - 1, scores.frequency - 1]
