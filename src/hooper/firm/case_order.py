"""The order in which cases reach a desk: by time, and at the same time by customer id.

The times of a period are spread over it. So the cases are dropped into slices of time by counting them,
and what is left to sort are a few neighbours in each slice: work in proportion to the number of cases.
Cases that come in a rush would crowd a slice; they are sorted as anything else is.
Source: Knuth (1998), The art of computer programming 3, section 5.2.1 (sorting by address calculation).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled, kernel

_CASES_A_SLICE: Final = 4
_CROWD: Final = 64


def order_of_arrival(arrival_days: NDArray[np.float64], customer_id: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the places of cases in the order of (time, id); both arrays `(n_cases,)`, times finite.

    >>> order_of_arrival(np.array([2.0, 0.5, 2.0]), np.array([9, 7, 4], np.uint64)).tolist()
    [1, 2, 0]
    """
    order = np.empty(arrival_days.size, np.int64)
    if arrival_days.size and _slice(arrival_days, order) > _CROWD:
        return np.lexsort((customer_id, arrival_days))
    _sort_neighbours(arrival_days, customer_id, order)
    return order


@kernel
def _slice_of(day: float, first: float, width: float, slices: int) -> int:
    """Return the slice of a day, the same or a later one for a later day."""
    return min(int((day - first) / width * slices), slices - 1)


@compiled
def _slice(days: NDArray[np.float64], order: NDArray[np.int64]) -> int:
    """Order places by slices of time, and return how many share the fullest slice."""
    first, last = days[0], days[0]
    for day in days:
        first, last = min(first, day), max(last, day)
    width = last - first if last > first else 1.0
    slices = max(days.size // _CASES_A_SLICE, 1)
    ends = np.zeros(slices + 1, np.int64)
    for day in days:
        ends[_slice_of(day, first, width, slices) + 1] += 1
    fullest = ends.max()
    for k in range(slices):
        ends[k + 1] += ends[k]
    for case in range(days.size):
        k = _slice_of(days[case], first, width, slices)
        order[ends[k]] = case
        ends[k] += 1
    return fullest


@compiled
def _sort_neighbours(
    days: NDArray[np.float64], customer_id: NDArray[np.uint64], order: NDArray[np.int64]
) -> None:
    """Sort places by (time, id) that are nearly in order: each moves up past the few that come later."""
    for k in range(1, order.size):
        case = order[k]
        place = k
        while place > 0:
            other = order[place - 1]
            if days[other] < days[case]:
                break
            if days[other] == days[case] and customer_id[other] <= customer_id[case]:
                break
            order[place] = other
            place -= 1
        order[place] = case
