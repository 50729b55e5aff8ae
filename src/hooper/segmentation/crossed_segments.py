"""Two schemes crossed: where the customers of each segment of the first are in the second."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.adjusted_rand_index import adjusted_rand_index
from hooper.history.customer_summary import CustomerSummary
from hooper.segmentation.segments import Segments


@dataclass(frozen=True)
class CrossedSegments:
    """Customers and what they spent, of shape `(n_first, n_second)`, by the labels of the two schemes.

    `adjusted_rand_index` is 1 if both divide the customers alike, and about 0 if one tells nothing of the
    other.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    customers: NDArray[np.int64]
    value: NDArray[np.float64]
    adjusted_rand_index: float


def cross(first: Segments, second: Segments, summary: CustomerSummary) -> CrossedSegments:
    """Cross two partitions of the customers of one summary, in its order."""
    shape = (len(first.labels), len(second.labels))
    cell, cells = first.code * shape[1] + second.code, shape[0] * shape[1]
    value = np.asarray(np.bincount(cell, weights=summary.total_spend, minlength=cells), np.float64)
    return CrossedSegments(
        first.labels,
        second.labels,
        np.bincount(cell, minlength=cells).reshape(shape),
        value.reshape(shape),
        adjusted_rand_index(first.code, second.code),
    )
