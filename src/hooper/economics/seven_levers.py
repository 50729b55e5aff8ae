"""The lifecycle profit and loss of a subscriber of a telecommunication firm, by its seven value levers.

A subscriber is followed by month from acquisition on. The levers are what the firm can turn: acquisition
cost, recurring revenue, cross-selling, service cost, discounts and tariff cuts, transfer to another of its
own brands, and churn off the net. The first five count as if everybody stayed; transfer is what changes for
those who have moved to the other brand, and churn what is lost with those who have left:

    transfer_t = T(t) g,   T(t) = 1 - (1 - q)^t;   churn_t = -(1 - S(t)) (margin + T(t) g)

with the chance q a month to transfer, the change g of margin by it, and the survival S(t). So the seven
columns add up to what one acquired subscriber earns.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.economics.ranges import FINITE, NON_NEGATIVE, PROBABILITY, Range, require
from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.floating]

LEVERS: Final = (
    *("acquisition_cost", "recurring_revenue", "cross_sell", "service_cost", "discount"),
    *("transfer", "off_net_churn"),
)


@dataclass(frozen=True, kw_only=True)
class SubscriberEconomics:
    """What a subscriber brings and costs, in currency units; costs and discounts are zero or more.

    `transfer_margin_change_per_month` is by how much the margin of one who has moved to the other brand is
    higher; below zero for a cheaper tariff. Raises InputError for what is out of range.
    """

    acquisition_cost: float
    recurring_revenue_per_month: float
    cross_sell_per_month: float
    service_cost_per_month: float
    discount_per_month: float
    transfer_per_month: float
    transfer_margin_change_per_month: float

    def __post_init__(self) -> None:
        others: dict[str, Range] = {
            "transfer_per_month": PROBABILITY,
            "transfer_margin_change_per_month": FINITE,
        }
        require(
            *(
                (each.name, getattr(self, each.name), others.get(each.name, NON_NEGATIVE))
                for each in fields(self)
            )
        )


@dataclass(frozen=True)
class LifecycleProfit:
    """The expected profit of an acquired subscriber by month and lever, shape `(months, 7)`."""

    by_lever: Floats

    @property
    def profit(self) -> Floats:
        """The profit of each month, shape `(months,)`."""
        return self.by_lever.sum(axis=1)

    @property
    def break_even_month(self) -> int | None:
        """The month, counted from 0, that ends with the acquisition paid back; None if none does."""
        paid_back = np.flatnonzero(np.cumsum(self.profit) >= 0.0)
        return int(paid_back[0]) if paid_back.size else None

    def present_values(self, rate_per_month: float) -> dict[str, float]:
        """Return the present value of each lever by name; the first month is not discounted."""
        require(("rate_per_month", rate_per_month, NON_NEGATIVE))
        factors = (1.0 + rate_per_month) ** -np.arange(len(self.by_lever))
        return dict(zip(LEVERS, (factors @ self.by_lever).tolist(), strict=True))

    def table(self) -> pa.Table:
        """Return a row a month: the seven levers, and the profit."""
        columns = dict(zip(LEVERS, self.by_lever.T.copy(), strict=True))
        return pa.table({"month": np.arange(len(self.by_lever)), **columns, "profit": self.profit})


def lifecycle_profit(subscriber: SubscriberEconomics, survival: Floats) -> LifecycleProfit:
    """Follow a subscriber over the months of the survival, shape `(months,)`: the chance to be there in each.

    Raises InputError for a survival outside 0 to 1 or that rises.

    >>> subscriber = SubscriberEconomics(
    ...     acquisition_cost=50.0, recurring_revenue_per_month=30.0, cross_sell_per_month=5.0,
    ...     service_cost_per_month=8.0, discount_per_month=2.0, transfer_per_month=0.0,
    ...     transfer_margin_change_per_month=0.0)
    >>> life = lifecycle_profit(subscriber, np.array([1.0, 0.8, 0.6]))
    >>> life.profit.tolist(), life.break_even_month
    ([-25.0, 20.0, 15.0], 2)
    """
    require(("survival", survival, PROBABILITY))
    if (np.diff(survival) > 0.0).any():
        raise InputError([Fault("survival", "rises", "give chances to be there, which never rise")])
    months = np.arange(survival.size)
    transfer = (1.0 - (1.0 - subscriber.transfer_per_month) ** months) * (
        subscriber.transfer_margin_change_per_month
    )
    stays = [
        subscriber.recurring_revenue_per_month,
        subscriber.cross_sell_per_month,
        -subscriber.service_cost_per_month,
        -subscriber.discount_per_month,
    ]
    by_lever = np.zeros((survival.size, len(LEVERS)))
    by_lever[0, 0] = -subscriber.acquisition_cost
    by_lever[:, 1:5] = stays
    by_lever[:, 5] = transfer
    by_lever[:, 6] = -(1.0 - survival) * (sum(stays) + transfer)
    return LifecycleProfit(by_lever)
