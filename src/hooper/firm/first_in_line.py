"""Who comes first where there is not enough for everybody."""

import numpy as np
from numpy.typing import NDArray


def first_in_line(
    numbers: NDArray[np.float64], customer_id: NDArray[np.uint64], count: int
) -> NDArray[np.int64]:
    """Return the places of the `count` lowest numbers, in order of place; equal ones by id.

    >>> first_in_line(np.array([3.0, 1.0, 2.0, 1.0]), np.array([5, 6, 7, 4], np.uint64), 1).tolist()
    [3]
    """
    if count <= 0:
        return np.empty(0, np.int64)
    if count >= numbers.size:
        return np.arange(numbers.size)
    last = np.partition(numbers, count - 1)[count - 1]
    before = np.flatnonzero(numbers < last)
    at_last = np.flatnonzero(numbers == last)
    chosen = at_last[np.argsort(customer_id[at_last], kind="stable")[: count - before.size]]
    return np.sort(np.concatenate([before, chosen]))
