"""Customers with equal data count once, with a weight: on a grid of days most of a large log is ties."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio: odd, its bits well mixed
_HALF = np.uint64(32)
_STRATIFIED = 3  # columns
_BITS_OF_BIN, _LAST_BIN = np.uint64(5), 31.0
_SAMPLE, _MOSTLY = 4096, 0.9  # of so many customers so large a share must differ, lest a table be made
_BITS_MIXED = np.uint64(49)


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
        if step <= 1:
            return self
        seen_before = np.concatenate(([0], self.counts.cumsum())) + (step - 1)
        counts = np.diff(seen_before // step)
        kept = counts > 0
        return TiedRows(tuple(column[kept] for column in self.columns), counts[kept])


def tie(*columns: NDArray[Any]) -> TiedRows:
    """Collect equal rows of the columns, each of shape `(n_customers,)` and finite.

    The rows are sorted, coarsely, so that every k-th customer of them is a stratified sample. Neither their
    order, nor with it any bit of a sum over the rows, hangs on the order of the customers.

    >>> rows = tie(np.array([2, 0, 2]), np.array([9.0, 8.0, 9.0]))
    >>> sorted(zip(*(column.tolist() for column in rows.columns), rows.counts.tolist(), strict=True))
    [(0, 8.0, 1), (2, 9.0, 2)]
    """
    floats = [column.astype(np.float64) + 0.0 for column in columns]  # -0.0 becomes 0.0
    keys = _keys(floats)
    sample = keys[:_SAMPLE]
    if np.unique(sample).size > _MOSTLY * sample.size:
        return _tied_by_sorting(columns, np.argsort(keys))
    first, counts = _first_of_each(np.column_stack(floats), keys)
    order = np.argsort(keys[first])
    return TiedRows(tuple(column[first[order]] for column in columns), counts[order])


def _tied_by_sorting(columns: tuple[NDArray[Any], ...], order: NDArray[np.int64]) -> TiedRows:
    """Return the rows in an order in which equal ones are neighbours: faster than a table for few ties."""
    arranged = tuple(column[order] for column in columns)
    is_new = np.ones(order.size, dtype=np.bool_)
    is_new[1:] = False
    for column in arranged:
        is_new[1:] |= column[1:] != column[:-1]
    if is_new.all():
        return TiedRows(arranged, np.ones(order.size, dtype=np.int64))
    starts = np.flatnonzero(is_new)
    counts = np.diff(np.append(starts, order.size))
    return TiedRows(tuple(column[starts] for column in arranged), counts)


def _keys(columns: list[NDArray[np.float64]]) -> NDArray[np.uint64]:
    """Return a key for each row, which sorts coarsely by the first columns, and otherwise at random.

    Rows that differ have different keys, but for one pair in 2^49 of those in one stratum.
    """
    strata, mixed = np.zeros((2, columns[0].size), dtype=np.uint64)
    for column in columns[:_STRATIFIED]:
        low, high = column.min(initial=np.inf), column.max(initial=-np.inf)
        strata <<= _BITS_OF_BIN
        strata |= ((column - low) * (_LAST_BIN / (high - low) if high > low else 0.0)).astype(np.uint64)
    for column in columns:
        mixed ^= column.view(np.uint64)
        mixed ^= mixed >> _HALF
        mixed *= _GOLDEN
        mixed ^= mixed >> _HALF
    return strata << _BITS_MIXED | mixed >> (np.uint64(64) - _BITS_MIXED)


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
