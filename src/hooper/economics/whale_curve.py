"""The whale curve: profit accumulated from the most profitable customer on, as a share of all profit.

It rises above 1 as long as customers earn money, and comes down to 1 with those who cost some: the height
of its back is what the firm would earn without them. Source: Kaplan and Narayanan (2001), Measuring and
managing customer profitability, Journal of Cost Management 15(5): 5-15.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hooper.economics.ranges import FINITE, require
from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class WhaleCurve:
    """The profit of `n` customers, best first, in currency units."""

    profit: Floats

    @cached_property
    def cumulative_share(self) -> Floats:
        """The share of all profit that the k best customers bring, shape `(n + 1,)`, from 0 to 1.

        Raises InputError where all profit together is not above zero: there are no shares of a loss.
        """
        total = float(self.profit.sum())
        if not total > 0.0:
            problem = f"is {total:.6g} in all"
            raise InputError([Fault("profit", problem, "look at amounts: a loss has no shares")])
        return np.concatenate([[0.0], np.cumsum(self.profit) / total])

    @property
    def peak_share(self) -> float:
        """The height of the curve: profit of those who earn money, as a share of all profit; 1 or more."""
        return float(self.cumulative_share.max())

    @property
    def loss_making_share(self) -> float:
        """The share of customers who cost more than they bring."""
        return float((self.profit < 0.0).mean())

    @property
    def losses(self) -> float:
        """What loss-making customers cost in all, as an amount of zero or more."""
        return -float(np.minimum(self.profit, 0.0).sum())


def whale_curve(profit: Floats) -> WhaleCurve:
    """Rank customers by profit, shape `(n,)`, in any order.

    Raises InputError for no customers, or amounts that are no numbers.

    >>> curve = whale_curve(np.array([-20.0, 80.0, 40.0]))
    >>> curve.cumulative_share.tolist(), round(curve.loss_making_share, 4)
    ([0.0, 0.8, 1.2, 1.0], 0.3333)
    """
    require(("profit", profit, FINITE))
    if not profit.size:
        raise InputError([Fault("profit", "has no customers", "give at least one")])
    return WhaleCurve(np.sort(profit)[::-1])
