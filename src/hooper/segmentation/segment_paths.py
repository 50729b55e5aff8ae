"""The segments that customers were in at several cuts of a log, one after the other.

At each cut a scheme sees what was known by then and nothing later, so that a path holds what a firm that
divided its customers at every cut would have noted. A customer has no segment before the first purchase.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.observed import Observed
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments

Assign = Callable[[CustomerRecords], Segments]

NOT_YET = -1


@dataclass(frozen=True)
class SegmentPaths:
    """The paths of the n customers who had bought by the last of m cuts.

    `cut_days` (days since the origin) has the shape `(m,)`, `code` the shape `(n, m)`: the place in `labels`
    of the segment at each cut, `NOT_YET` before a customer is known. `purchases` and `spend` (currency units)
    are those after each cut, up to and including the next, shape `(n, m - 1)`.
    """

    labels: tuple[str, ...]
    cut_days: NDArray[np.float64]
    customer_id: NDArray[np.uint64]
    code: NDArray[np.int64]
    purchases: NDArray[np.int64]
    spend: NDArray[np.float64]

    def of_last_two_cuts(self) -> "SegmentPaths":
        """Return the same customers between the last two cuts only."""
        return SegmentPaths(
            self.labels,
            self.cut_days[-2:],
            self.customer_id,
            self.code[:, -2:],
            self.purchases[:, -1:],
            self.spend[:, -1:],
        )


def cuts_every(observed: Observed, every_days: float) -> NDArray[np.float64]:
    """Return the cuts that lie `every_days` apart and end with the log, rising; none before its first day.

    Raises InputError if there are not two of them.

    >>> from hooper.history.observed import TRANSACTIONS
    >>> cuts_every(Observed(TRANSACTIONS.empty_table(), end_days=100.0), 30.0).tolist()
    [10.0, 40.0, 70.0, 100.0]
    """
    if not 0.0 < every_days <= observed.end_days:
        problem = f"{every_days:g} days apart there are no two cuts in a log of {observed.end_days:g} days"
        raise InputError([Fault("every", problem, f"choose more than 0 and at most {observed.end_days:g}")])
    steps = np.arange(int(observed.end_days / every_days), -1, -1, dtype=np.float64)
    return observed.end_days - steps * every_days


def segment_paths(
    observed: Observed, assign: Assign, cut_days: ArrayLike, profiles: pa.Table | None = None
) -> SegmentPaths:
    """Return the paths of everybody who bought by the last of the `cut_days`, which rise."""
    cuts = np.asarray(cut_days, dtype=np.float64)
    found = [assign(CustomerRecords.of(observed, cut, profiles)) for cut in cuts]
    labels = tuple(dict.fromkeys(label for segments in found for label in segments.labels))
    ids = found[-1].customer_id
    code = np.full((ids.size, cuts.size), NOT_YET)
    for k, segments in enumerate(found):
        in_all = np.array([labels.index(label) for label in segments.labels])
        code[np.searchsorted(ids, segments.customer_id), k] = in_all[segments.code]
    purchases, spend = _between(observed, ids, cuts)
    return SegmentPaths(labels, cuts, ids, code, purchases, spend)


def _between(
    observed: Observed, ids: NDArray[np.uint64], cuts: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the number of purchases and the spend after each cut up to the next, both `(n, m - 1)`."""
    period = np.searchsorted(cuts, observed.column("time_days"), side="left") - 1
    counted = (period >= 0) & (period < cuts.size - 1)
    shape = (ids.size, cuts.size - 1)
    place = np.searchsorted(ids, observed.column("customer_id")[counted]) * shape[1] + period[counted]
    amounts, cells = observed.column("amount")[counted], shape[0] * shape[1]
    number, spent = np.bincount(place, minlength=cells), np.bincount(place, amounts, cells)
    return number.reshape(shape), np.asarray(spent, np.float64).reshape(shape)
