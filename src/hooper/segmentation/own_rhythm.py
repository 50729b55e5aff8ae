"""How long a silence is against a customer's own rhythm.

The own gap is the mean of the gaps between a customer's purchases and one gap of the log, the median of
those of customers who came back: who has bought once has the gap of the log, who has bought often their own.
Where purchases come at random (Ehrenberg 1959), a silence of k gaps happens by itself with chance e^-k.
Source: Ehrenberg (1959), The pattern of consumer purchases, Applied Statistics 8(1): 26-41.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.history.purchases import Purchases

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class OwnRhythm:
    """Of each customer, by id, shape `(n,)`: purchases, the own gap, and the silence up to the cut."""

    purchases: NDArray[np.int64]
    gap_days: Floats
    silent_days: Floats

    @property
    def silent_gaps(self) -> Floats:
        """How many own gaps the silence lasts, shape `(n,)`."""
        return self.silent_days / self.gap_days


def own_rhythm(purchases: Purchases, cut_days: float) -> OwnRhythm:
    """Return the rhythm of everybody with a purchase; none may be later than `cut_days`.

    Where nobody has come back, the gap of the log is the longest time that anybody is known.

    >>> days, amounts = np.array([0.0, 10.0, 20.0, 40.0]), np.ones(4)
    >>> seen = own_rhythm(Purchases(np.array([1, 1, 1, 2], np.uint64), days, amounts), 50.0)
    >>> seen.gap_days.tolist(), seen.silent_gaps.tolist()
    ([10.0, 10.0], [3.0, 1.0])
    """
    starts, ends = purchases.customer_bounds()
    first, last = purchases.time_days[starts], purchases.time_days[ends - 1]
    repeats = ends - starts - 1
    came_back = repeats > 0
    gaps = (last - first)[came_back] / repeats[came_back]
    of_log = np.median(gaps) if gaps.size else max(1.0, float((cut_days - first).max(initial=0.0)))
    return OwnRhythm(ends - starts, (last - first + of_log) / (repeats + 1), cut_days - last)
