"""Bills: what customers ordered, what they pay for it, and what is given away on it."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from hooper.engine.orders import Orders
from hooper.foundation.jit import compiled


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


@compiled
def billed(
    list_amount: NDArray[np.float64],
    stages: NDArray[np.int64],
    reward_rates: NDArray[np.float64],
    price: float,
    related_sales: NDArray[np.float64],
    discount: float,
) -> NDArray[np.float64]:
    """Return amounts at today's price, related sales, what is paid, rewards and gifts of orders, `(5, n)`.

    `related_sales` are shares of the amount by stage; gifts are discount and reward.
    """
    due = np.empty((5, list_amount.size))
    for k in range(list_amount.size):
        amount = list_amount[k] * price
        related = amount * related_sales[stages[k]]
        gross = amount + related
        paid = gross * (1.0 - discount)
        reward = paid * reward_rates[k]
        due[0, k], due[1, k], due[2, k] = amount, related, paid
        due[3, k], due[4, k] = reward, gross - paid + reward
    return due
