"""Customers with equal data count once, with a weight: on a grid of days most of a large log is ties."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


@dataclass(frozen=True)
class TiedRows:
    """The distinct rows of some columns, each of shape `(n_rows,)`, and how many customers have each."""

    columns: tuple[NDArray[Any], ...]
    counts: NDArray[np.int64]

    @property
    def n_customers(self) -> int:
        """The number of customers behind the rows."""
        return int(self.counts.sum())

    def thinned(self, at_most: int) -> "TiedRows":
        """Return every k-th row, k as small as leaves no more than `at_most` rows."""
        step = -(-self.counts.size // at_most)
        return TiedRows(tuple(column[::step].copy() for column in self.columns), self.counts[::step].copy())


def tie(*columns: NDArray[Any]) -> TiedRows:
    """Collect equal rows of the columns, each of shape `(n_customers,)`, in order of first appearance.

    >>> rows = tie(np.array([0, 0, 2]), np.array([9.0, 9.0, 9.0]))
    >>> [column.tolist() for column in rows.columns], rows.counts.tolist()
    ([[0, 2], [9.0, 9.0]], [2, 1])
    """
    names = [str(position) for position in range(len(columns))]
    table = pa.table(dict(zip(names, columns, strict=True)))
    # One thread, so that the order of the rows, and with it the sum over them, is always the same.
    groups = table.group_by(names, use_threads=False).aggregate([([], "count_all")])
    # Copies, since a kernel would be compiled once more for the read-only arrays that Arrow may give.
    return TiedRows(tuple(np.array(groups[name]) for name in names), np.array(groups["count_all"]))
