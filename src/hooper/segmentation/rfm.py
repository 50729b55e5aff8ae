"""The four segments of the textbook: high value, must retain, new, low value.

The textbook gives each by its scores: high value (recent, often, much), must retain (not recent, often,
middling), new (recent, seldom, little), low value (none of it). Between these corners it is silent;
here every customer belongs to the nearest corner in the space of the three scores, at a tie to the less
valuable one. So the four are a partition, and the corners mean what the textbook says.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import BEST, RfmScores, RfmSettings, assign_by_scores
from hooper.segmentation.segments import Segments

NAME = "rfm"
LABELS = ("low value", "new", "must retain", "high value")
_CORNERS = np.array([[1, 1, 1], [5, 1, 1], [1, 5, 3], [5, 5, 5]])  # recency, frequency, monetary
# The place of the nearest corner, by recency, frequency and monetary score from 0, shape (5, 5, 5).
_NEAREST = (
    ((1 + np.moveaxis(np.indices((BEST,) * 3), 0, -1)[..., np.newaxis, :] - _CORNERS) ** 2)
    .sum(axis=-1)
    .argmin(axis=-1)
)


def assign(records: CustomerRecords, settings: RfmSettings) -> Segments:
    """Assign every customer to one of the four segments."""
    return assign_by_scores(NAME, LABELS, nearest_corner, records, settings)


def nearest_corner(scores: RfmScores) -> NDArray[np.int64]:
    """Return the position in `LABELS` of the nearest corner of each customer, shape `(n,)`."""
    return _NEAREST[scores.recency - 1, scores.frequency - 1, scores.monetary - 1]
