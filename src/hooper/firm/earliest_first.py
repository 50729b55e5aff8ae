"""A heap of days with the earliest at the root: when the agents of a desk are next idle.

The child to follow is chosen without a branch, since which one is earlier cannot be foreseen.
Source: Williams (1964), Algorithm 232: heapsort.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import kernel


@kernel
def replace_earliest(heap: NDArray[np.float64], size: int, day: float) -> None:
    """Replace the root of the heap that fills the first `size` places, and sift the new day down."""
    place = 0
    child = 1
    while child + 1 < size:
        child += np.int64(heap[child + 1] < heap[child])
        if heap[child] >= day:
            break
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    if child + 1 == size and heap[child] < day:
        heap[place] = heap[child]
        place = child
    heap[place] = day


@kernel
def remove_earliest(heap: NDArray[np.float64], size: int) -> int:
    """Take the root away, and return the new size."""
    replace_earliest(heap, size - 1, heap[size - 1])
    return size - 1


@kernel
def add(heap: NDArray[np.float64], size: int, day: float) -> int:
    """Add a day to the heap, which has room for it, and return the new size."""
    place = size
    while place > 0:
        parent = (place - 1) // 2
        if heap[parent] <= day:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = day
    return size + 1
