"""Families of customers: who was brought by whom, found in the tables of a history."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.firm.customer_ids import referred_ids
from hooper.history.history import History


class Families(NamedTuple):
    """Customers in the order of their ids, arrays of shape `(customers,)`.

    `root` is the row of the customer with whom the family began, `left` the period of the exit (the
    number of periods for those who are still there), and `brought` how many a customer referred.
    """

    customer_id: NDArray[np.uint64]
    channel: NDArray[np.uint8]
    entry_days: NDArray[np.float64]
    left: NDArray[np.int64]
    root: NDArray[np.int64]
    brought: NDArray[np.int64]


def families(history: History, key: tuple[int, int], periods: int) -> Families:
    """Find the families of a world; the ids of the referred are made from their referrers' ids."""
    traits, exits, referrals = history.truth.traits, history.truth.exits, history.observed.others["referrals"]
    ids = traits["customer_id"].to_numpy()
    left = np.full(ids.size, periods)
    left[np.searchsorted(ids, exits["customer_id"].to_numpy())] = exits["period"].to_numpy()
    referrer, when = referrals["customer_id"].to_numpy(), referrals["period"].to_numpy()
    return Families(
        ids,
        traits["channel"].to_numpy(),
        traits["entry_days"].to_numpy(),
        left,
        _roots(ids, referrer, when, key, periods),
        np.bincount(np.searchsorted(ids, referrer), minlength=ids.size),
    )


def _roots(
    ids: NDArray[np.uint64],
    referrer: NDArray[np.uint64],
    when: NDArray[np.int32],
    key: tuple[int, int],
    periods: int,
) -> NDArray[np.int64]:
    """Hand the root down from period to period; who is referred in the last one does not come any more."""
    root = np.arange(ids.size)
    for period in range(periods - 1):
        parents = referrer[when == period]
        children = np.searchsorted(ids, referred_ids(key, parents, period))
        root[children] = root[np.searchsorted(ids, parents)]
    return root
