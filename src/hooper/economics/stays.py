"""When customers were there: stays from an entry or a return to the next exit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.history.truth import STAGE_MOVES, Truth
from hooper.mechanisms.life_stages import GONE

Periods = NDArray[np.int64]


@dataclass(frozen=True)
class Stays:
    """The stays of `n` customers; who returns after an exit has more than one.

    `customer_id` (uint64) and `entry_period` have the shape `(n,)`. The others have one entry a stay:
    `customer` is a place in `customer_id`, `begins` the first period of the stay, and `ends` the period after
    that of leaving. Who is there at the end has a stay that `ends` one period after the end.
    """

    customer_id: NDArray[np.uint64]
    entry_period: Periods
    customer: Periods
    begins: Periods
    ends: Periods

    def lives_in(self, period: int) -> NDArray[np.bool_]:
        """Return who lives a period, or leaves in it, shape `(n,)`."""
        return self._whose((self.begins <= period) & (period < self.ends))

    def is_there_when(self, period: int) -> NDArray[np.bool_]:
        """Return who is there when a period begins, before its newcomers, shape `(n,)`.

        The period after the last one begins with the end of the history.
        """
        return self._whose((self.begins < period) & (period < self.ends))

    def _whose(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        found = np.zeros(self.customer_id.size, np.bool_)
        found[self.customer[chosen]] = True
        return found


def stays(truth: Truth, period_days: float, periods: int) -> Stays:
    """Return the stays of all customers of a history of so many periods.

    >>> from hooper.engine.simulate import simulate
    >>> from hooper.scenario import presets
    >>> world = presets.load("default", ["founders.customers=200"])
    >>> simulated = simulate(world, 6)
    >>> found = stays(simulated.history.truth, world.period_days, 6)
    >>> bool(found.is_there_when(6).sum() == simulated.books.bucket().held[6])
    True
    """
    ids = truth.traits["customer_id"].to_numpy()
    entry = np.floor(truth.traits["entry_days"].to_numpy() / period_days).astype(np.int64)
    mover, period, before, after = (truth.stage_moves[name].to_numpy() for name in STAGE_MOVES.names)
    place = np.searchsorted(ids, mover)
    came_back, left = before == GONE, after == GONE
    customer = np.concatenate([np.arange(ids.size), place[came_back]])
    begins = np.concatenate([entry, period[came_back].astype(np.int64)])
    order = np.lexsort((begins, customer))
    customer, begins = customer[order], begins[order]
    exits = np.lexsort((period[left], place[left]))
    how_many = np.bincount(place[left], minlength=ids.size)
    ordinal = np.arange(customer.size) - np.searchsorted(customer, customer)
    ends = np.full(customer.size, periods + 1)
    # A customer's first stays are those that ended, in the order of the exits.
    ends[ordinal < how_many[customer]] = period[left][exits] + 1
    return Stays(ids, entry, customer, begins, ends)
