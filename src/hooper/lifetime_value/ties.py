"""Customers with equal data count once, with a weight: on a grid of days most of a large log is ties."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio: odd, its bits well mixed


@dataclass(frozen=True)
class TiedRows:
    """The distinct rows of some columns, and how many customers have each.

    A column has shape `(n_rows,)` or, if it holds several values a row, `(n_rows, n_values)`.
    """

    columns: tuple[NDArray[Any], ...]
    counts: NDArray[np.int64]

    @property
    def n_customers(self) -> int:
        """The number of customers behind the rows."""
        return int(self.counts.sum())

    def thinned(self, at_most: int) -> "TiedRows":
        """Return the rows of every k-th customer, k as small as leaves no more than `at_most` customers."""
        step = -(-self.n_customers // at_most)
        seen_before = np.concatenate(([0], self.counts.cumsum())) + (step - 1)
        counts = np.diff(seen_before // step)
        kept = counts > 0
        return TiedRows(tuple(column[kept] for column in self.columns), counts[kept])


def tie(*columns: NDArray[Any]) -> TiedRows:
    """Collect equal rows of the columns, each of shape `(n_customers,)` and finite.

    The rows stand in an order of their own: neither it, nor with it any bit of a sum over the rows, hangs
    on the order of the customers.

    >>> rows = tie(np.array([2, 0, 2]), np.array([9.0, 8.0, 9.0]))
    >>> sorted(zip(*(column.tolist() for column in rows.columns), rows.counts.tolist(), strict=True))
    [(0, 8.0, 1), (2, 9.0, 2)]
    """
    values = np.column_stack([column.astype(np.float64) + 0.0 for column in columns])  # -0.0 becomes 0.0
    keys = _keys(values.view(np.uint64))
    first, counts = _first_of_each(values, keys)
    order = np.argsort(keys[first])
    return TiedRows(tuple(column[first[order]] for column in columns), counts[order])


def _keys(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Fold each row of `bits` into a key: rows that differ have different ones, but for one pair in 2^64."""
    half, keys = np.uint64(32), np.zeros(bits.shape[0], dtype=np.uint64)
    for column in bits.T:
        keys ^= column
        keys ^= keys >> half
        keys *= _GOLDEN
        keys ^= keys >> half
    return keys


@compiled
def _first_of_each(
    values: NDArray[np.float64], keys: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where each distinct row of `values` stands first, and how often it stands there."""
    size = 2
    while size < 2 * keys.size:
        size *= 2
    taken = np.full(size, -1, dtype=np.int32)  # the table: which distinct row has a place, -1 if none
    first, counts = np.empty(keys.size, dtype=np.int64), np.zeros(keys.size, dtype=np.int64)
    found = 0
    for i in range(keys.size):
        place = np.int64(keys[i] & np.uint64(size - 1))
        row = taken[place]
        while row >= 0:
            same = True
            for k in range(values.shape[1]):
                same &= values[first[row], k] == values[i, k]
            if same:
                break
            place = (place + 1) & (size - 1)
            row = taken[place]
        if row < 0:
            row = found
            taken[place], first[row] = row, i
            found += 1
        counts[row] += 1
    return first[:found], counts[:found]
