"""Classes of an index: low, middling, high, and those of whom it is not known.

Cuts are shares of the customers of whom the index is known, thirds by default. A cut is a value that occurs
and belongs to the side below it, so that equals are never told apart; where many are equal the classes are
not of one size.
"""

from itertools import pairwise
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator

from hooper.foundation.settings import Settings
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments, segments_of

_UNKNOWN = 3


def _rising(cuts: tuple[float, float]) -> tuple[float, float]:
    if any(low >= high for low, high in pairwise((0.0, *cuts, 1.0))):
        raise ValueError(f"{cuts} do not rise between 0 and 1; give two that do, as [0.3, 0.7]")
    return cuts


TwoCuts = Annotated[tuple[float, float], AfterValidator(_rising)]


class IndexThirds(Settings):
    """`shares_below` are the shares of customers below the middling and below the high class."""

    shares_below: TwoCuts = (1.0 / 3.0, 2.0 / 3.0)


def segments_of_index(
    scheme: str,
    labels: tuple[str, ...],
    records: CustomerRecords,
    index: NDArray[np.float64],
    settings: IndexThirds,
) -> Segments:
    """Return the segments of an index of shape `(n,)`, nan where it is not known.

    `labels` are those of the low, the middling and the high, and where there may be any of the unknown.
    """
    is_known = np.isfinite(index)
    cuts = (
        np.quantile(index[is_known], settings.shares_below, method="inverted_cdf") if is_known.any() else ()
    )
    code = np.where(is_known, np.searchsorted(cuts, index, side="left"), _UNKNOWN)
    return segments_of(
        scheme, labels, code, records, [np.nan_to_num(index)], {"index": tuple(map(float, cuts))}
    )
