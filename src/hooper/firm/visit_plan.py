"""The plan of visits: when each customer was last visited, who is due, and who is visited first.

A first visit is due within the first interval, at a share of it that is spread evenly over customers: the
golden ratio times the id, without the whole part (Weyl's equidistributed sequence). A plan is not chance.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled

UNKNOWN: Final = np.nan
NEVER: Final = np.inf
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_UPPER_BITS: Final = np.uint64(11)
_ONE_OF_THEM: Final = 2.0**-53


def first_place(customer_id: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Return the share of the first interval after which each customer is due, shape `(n_customers,)`.

    >>> first_place(np.array([0, 1, 2], np.uint64)).round(3).tolist()
    [0.0, 0.618, 0.236]
    """
    return ((customer_id * _GOLDEN) >> _UPPER_BITS).astype(np.float64) * _ONE_OF_THEM


@compiled
def due_days(
    slots: NDArray[np.int64],
    places: NDArray[np.float64],
    stages: NDArray[np.int64],
    days_between: NDArray[np.float64],
    begins_days: float,
    last_days: NDArray[np.float64],
    due: NDArray[np.float64],
) -> None:
    """Write into `due` when each customer is due; who is new gets a place in `last_days`, which is by slot.

    Arrays of customers are `(n_customers,)`; `days_between` has an entry a stage, and 0 is never.
    """
    for k in range(slots.size):
        between = days_between[stages[k]]
        last = last_days[slots[k]]
        if np.isnan(last):
            last = begins_days - (1.0 - places[k]) * between
            last_days[slots[k]] = last
        due[k] = last + between if between > 0.0 else NEVER
