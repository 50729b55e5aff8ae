"""Customers with equal data count once, with a weight: on a grid of days most of a large log is ties."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


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
        """Return every k-th row, k as small as leaves no more than `at_most` rows."""
        step = -(-self.counts.size // at_most)
        return TiedRows(tuple(column[::step].copy() for column in self.columns), self.counts[::step].copy())


def tie(*columns: NDArray[Any]) -> TiedRows:
    """Collect equal rows of the columns, each of shape `(n_customers,)`, in sorted order.

    The order, and with it every bit of a sum over the rows, does not hang on the order of the customers.

    >>> rows = tie(np.array([2, 0, 0]), np.array([9.0, 9.0, 9.0]))
    >>> [column.tolist() for column in rows.columns], rows.counts.tolist()
    ([[0, 2], [9.0, 9.0]], [2, 1])
    """
    order = np.lexsort(columns)
    arranged = [column[order] for column in columns]
    is_new = np.ones(order.size, dtype=np.bool_)
    is_new[1:] = np.any([column[1:] != column[:-1] for column in arranged], axis=0)
    starts = np.flatnonzero(is_new)
    counts = np.diff(np.append(starts, order.size))
    return TiedRows(tuple(column[starts] for column in arranged), counts)
