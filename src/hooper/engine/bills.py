"""Bills: what customers ordered, what they pay for it, and what is given away on it."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from hooper.engine.orders import Orders


@dataclass(frozen=True)
class Bills:
    """What a share of the customers ordered, and what is due for each order, arrays `(n_orders,)`.

    `given_away` is the discount and the reward.
    """

    orders: Orders
    related: NDArray[np.float64]
    paid: NDArray[np.float64]
    rewards: NDArray[np.float64]
    given_away: NDArray[np.float64]

    def with_gifts_only_on(self, chosen: NDArray[np.bool_]) -> Self:
        """Return the bills with nothing given away on the other orders."""
        gross = self.orders.list_amount + self.related
        paid = np.where(chosen, self.paid, gross)
        return type(self)(self.orders, self.related, paid, self.rewards * chosen, self.given_away * chosen)
