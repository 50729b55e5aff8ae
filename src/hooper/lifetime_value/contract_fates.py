"""What became of contracts: how often each was renewed, and whether it has ended."""

import numpy as np
from numpy.typing import NDArray

from hooper.history.survivors import Survivors
from hooper.lifetime_value.ties import TiedRows

Floats = NDArray[np.float64]


def tied_fates(survivors: Survivors) -> TiedRows:
    """Return the fates of the customers, who are told apart by nothing else, and how many had each.

    The columns are how often the contract was renewed, and whether the customer then left, at the next
    renewal, or was still there when last seen. Cohorts fall together.

    >>> rows = tied_fates(Survivors(("all",), (np.array([10, 7, 6]),)))
    >>> [column.tolist() for column in rows.columns], rows.counts.tolist()
    ([[0, 1, 2], [True, True, False]], [3, 1, 6])
    """
    left, stayed = np.zeros((2, survivors.n_renewals + 1), dtype=np.int64)
    for customers in survivors.customers:
        left[: customers.size - 1] -= np.diff(customers)
        stayed[customers.size - 1] += customers[-1]
    renewals = np.concatenate((np.flatnonzero(left), np.flatnonzero(stayed)))
    has_left = np.arange(renewals.size) < np.count_nonzero(left)
    return TiedRows((renewals, has_left), np.where(has_left, left[renewals], stayed[renewals]))


def renewal_outcomes(
    renewals: NDArray[np.int64], has_left: NDArray[np.bool_], counts: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Return how many renewed and how many left at renewal 1, 2, ..., each of shape `(n_renewals,)`.

    >>> rows = np.array([0, 1, 2]), np.array([True, True, False]), np.array([3, 1, 6])
    >>> renewed, left = renewal_outcomes(*rows)
    >>> renewed.tolist(), left.tolist()
    ([7.0, 6.0], [3.0, 1.0])
    """
    n_renewals = int((renewals + has_left).max())
    made = np.bincount(renewals, weights=counts, minlength=n_renewals + 1)
    renewed = made[:0:-1].cumsum()[::-1]  # renewed[t]: those with more than t renewals
    left = np.bincount(renewals[has_left], weights=counts[has_left], minlength=n_renewals)
    return renewed, left.astype(np.float64)
