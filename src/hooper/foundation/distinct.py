"""The distinct ones among small whole numbers, found by looking each up in a table instead of by sorting."""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled

_NOT_SEEN = -1


def distinct(numbers: NDArray[np.int64], below: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct numbers in the order in which they first come, and where each one stands there.

    `numbers` are from 0 to `below`, that one left out, shape `(n,)`; so are the places that are returned.

    >>> found, place = distinct(np.array([7, 2, 7, 5]), below=8)
    >>> found.tolist(), place.tolist()
    ([7, 2, 5], [0, 1, 0, 2])
    """
    return _distinct(numbers, np.full(below, _NOT_SEEN, np.int64))


@compiled
def _distinct(
    numbers: NDArray[np.int64], place_of: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    found, place = np.empty_like(numbers), np.empty_like(numbers)
    count = 0
    for k in range(numbers.size):
        if place_of[numbers[k]] == _NOT_SEEN:
            place_of[numbers[k]] = count
            found[count] = numbers[k]
            count += 1
        place[k] = place_of[numbers[k]]
    return found[:count], place
