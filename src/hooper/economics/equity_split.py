"""Customer equity split in two: what the customers of today are worth, and those yet to be won.

With margin m a period, retention r and discount rate d, a customer is worth `V = m (1 + d) / (1 + d - r)`
from now on. A base of N is worth `N V`; A newcomers a period for ever, the first of them now, at the cost c
each are worth `A (V - c) (1 + d) / d`. Source: Blattberg, Getz and Thomas (2001), Customer equity.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.economics.constant_retention import ConstantRetention
from hooper.economics.ranges import FINITE, NON_NEGATIVE, POSITIVE, require


@dataclass(frozen=True)
class EquitySplit:
    """Present values: `retention_equity` of those who are there, `acquisition_equity` of those to come."""

    retention_equity: float
    acquisition_equity: float

    @property
    def customer_equity(self) -> float:
        """The worth of all customers."""
        return self.retention_equity + self.acquisition_equity


def equity_split(lifetime_profit: NDArray[np.float64], is_held: NDArray[np.bool_]) -> EquitySplit:
    """Split the lifetime profit of each customer, shape `(n,)`, by who is held at the date it is valued at.

    >>> equity_split(np.array([10.0, 5.0, -1.0]), np.array([True, False, False]))
    EquitySplit(retention_equity=10.0, acquisition_equity=4.0)
    """
    require(("lifetime_profit", lifetime_profit, FINITE))
    return EquitySplit(float(lifetime_profit[is_held].sum()), float(lifetime_profit[~is_held].sum()))


def equity_of_a_steady_firm(
    customer: ConstantRetention,
    *,
    customers: float,
    arrivals_per_period: float,
    margin_per_period: float,
    cost_per_newcomer: float,
) -> EquitySplit:
    """Split the customer equity of a firm that wins as many customers in each period for ever.

    Raises InputError for negative counts or costs, and for a discount rate of zero, at which endless
    newcomers have no worth that ends.

    >>> firm = equity_of_a_steady_firm(
    ...     ConstantRetention(retention_per_period=0.8, rate_per_period=0.25),
    ...     customers=100.0, arrivals_per_period=20.0, margin_per_period=9.0, cost_per_newcomer=5.0)
    >>> round(firm.retention_equity), round(firm.acquisition_equity)
    (2500, 2000)
    """
    require(
        ("customers", customers, NON_NEGATIVE),
        ("arrivals_per_period", arrivals_per_period, NON_NEGATIVE),
        ("margin_per_period", margin_per_period, FINITE),
        ("cost_per_newcomer", cost_per_newcomer, NON_NEGATIVE),
        ("rate_per_period", customer.rate_per_period, POSITIVE),
    )
    worth = margin_per_period * customer.worth_from_now()
    for_ever = (1.0 + customer.rate_per_period) / customer.rate_per_period
    return EquitySplit(
        retention_equity=customers * worth,
        acquisition_equity=arrivals_per_period * (worth - cost_per_newcomer) * for_ever,
    )
