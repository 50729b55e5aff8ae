"""Which sales credit is granted for: one after the other, each against what its buyer owes at that moment."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.firm.receivables import Receivables
from hooper.foundation.distinct import distinct
from hooper.foundation.jit import compiled

_NONE: Final = -1
# Sums in another order may differ in their last bits.
_ROUNDING: Final = 1e-9


def lent_in_turn(owed: Receivables, asked: Receivables, limits: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return for which of the sales asked for credit is granted, shape `(n_asked,)`.

    It is where the buyer then owes no more than her limit, or asks for nothing. What is due at the moment of
    the sale has been paid. Sales of one buyer stand in the order of time; `limits` has the buyer's for each.

    >>> two = np.array([3, 3]), np.array([60.0, 50.0]), np.array([0.0, 1.0]), np.array([30.0, 31.0])
    >>> asked = Receivables(*two, np.array([False, False]), np.zeros(2, np.uint64))
    >>> lent_in_turn(asked.at(np.array([], int)), asked, np.array([100.0, 100.0])).tolist()
    [True, False]
    """
    near = _near_their_limits(owed, asked, limits)
    doubtful = np.flatnonzero(near[asked.slots])
    before = owed.at(near[owed.slots])
    sales = before.followed_by(asked.at(doubtful))
    found, buyers = distinct(sales.slots, near.size)
    is_lent = np.ones(asked.slots.size, np.bool_)
    is_lent[doubtful] = _in_turn(
        buyers, sales.amounts, sales.sold_days, sales.due_days, limits[doubtful], found.size
    )
    return is_lent


def _near_their_limits(
    owed: Receivables, asked: Receivables, limits: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return who would be above her limit with all that she owes and asks for at once, or nearly so, by slot.

    They are few, and only they have to be looked at sale by sale.
    """
    slots = max(int(sales.slots.max(initial=-1)) + 1 for sales in (owed, asked))
    of_each = [np.bincount(sales.slots, sales.amounts, slots) for sales in (owed, asked)]
    most = of_each[0] + of_each[1]
    near = np.zeros(slots, np.bool_)
    near[asked.slots[most[asked.slots] * (1.0 + _ROUNDING) > limits]] = True
    return near


@compiled
def _in_turn(
    buyers: NDArray[np.int64],
    amounts: NDArray[np.float64],
    sold_days: NDArray[np.float64],
    due_days: NDArray[np.float64],
    limits: NDArray[np.float64],
    different_buyers: int,
) -> NDArray[np.bool_]:
    """Go through sales, of which those with limits are asked for, and keep a list of what each buyer owes."""
    first, last = np.full(different_buyers, _NONE), np.full(different_buyers, _NONE)
    following = np.full(buyers.size, _NONE)
    is_lent = np.ones(buyers.size, np.bool_)
    first_asked = buyers.size - limits.size
    for sale in range(buyers.size):
        buyer = buyers[sale]
        if sale >= first_asked:
            owed, other = 0.0, first[buyer]
            while other != _NONE:
                if due_days[other] > sold_days[sale]:
                    owed += amounts[other]
                other = following[other]
            is_lent[sale] = owed + amounts[sale] <= limits[sale - first_asked] or amounts[sale] == 0.0
        if is_lent[sale]:
            if first[buyer] == _NONE:
                first[buyer] = sale
            else:
                following[last[buyer]] = sale
            last[buyer] = sale
    return is_lent[first_asked:]
