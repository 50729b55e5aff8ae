"""One cut through a measure: who is above it, who is not, and of whom the measure is not known.

Without a cut of one's own it is the median of those who are known, a value that occurs, so that it does not
hang on the unit of money. A value at the cut belongs to the side below it, so that equals are never told
apart; where many are at the median fewer than half are above it. A cut that nobody is above leaves the
upper side empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments, segments_of

# What sums of money in another order, or another unit, may differ by: such values are at the cut, too.
_ROUNDING: Final = 1e-9


@dataclass(frozen=True)
class Halves:
    """Who is above the cut of a measure; `values`, nan where unknown, and `is_high` have the shape `(n,)`."""

    values: NDArray[np.float64]
    is_high: NDArray[np.bool_]
    cut: float

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Of whom the measure is known, shape `(n,)`."""
        return np.isfinite(self.values)


def halves(values: NDArray[np.float64], cut: float | None = None) -> Halves:
    """Cut a measure at `cut`, by default at the median of what is known of it.

    >>> halves(np.array([1.0, 2.0, 2.0, 5.0, np.nan])).is_high.tolist()
    [False, False, False, True, False]
    """
    known = values[np.isfinite(values)]
    if cut is None:
        cut = float(np.quantile(known, 0.5, method="inverted_cdf")) if known.size else float("nan")
    return Halves(values, values - cut > _ROUNDING * abs(cut), cut)


def cells(measures: Mapping[str, Halves]) -> NDArray[np.int64]:
    """Return the cell of each customer among the 2^k cells of k cuts, and 2^k where one measure is unknown.

    The first measure counts 2^(k-1) if it is high, the last one 1.

    >>> size, share = halves(np.array([0.0, 9.0, np.nan])), halves(np.array([7.0, 3.0, 5.0]))
    >>> cells({"size": size, "share": share}).tolist()
    [1, 2, 4]
    """
    in_order = tuple(measures.values())
    code = np.zeros(in_order[0].values.size, np.int64)
    for measure in in_order:
        code = 2 * code + measure.is_high
    is_known = np.logical_and.reduce([measure.is_known for measure in in_order])
    return np.where(is_known, code, 2 ** len(in_order))


def segments_of_halves(
    scheme: str,
    labels: tuple[str, ...],
    code: NDArray[np.int64],
    records: CustomerRecords,
    measures: Mapping[str, Halves],
) -> Segments:
    """Return the segments of a scheme that looks at which side of the cuts customers are."""
    looked_at = [np.nan_to_num(measure.values) for measure in measures.values()]
    cuts = {name: (measure.cut,) if np.isfinite(measure.cut) else () for name, measure in measures.items()}
    return segments_of(scheme, labels, code, records, looked_at, cuts)
