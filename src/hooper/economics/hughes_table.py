"""The lifetime value table of a direct marketer: a segment followed year by year, with customers it refers.

In each year those kept refer some more, all of them order, and cost something. What is kept goes on to the
next year. Profit is discounted by `(1 + i k)^(y + w)`, with the market's interest i, a factor k for risk, and
the years w until customers have paid. Lifetime value is the accumulated profit a customer acquired.
Source: Hughes (2005), Strategic database marketing.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.economics.ranges import NON_NEGATIVE, POSITIVE, PROBABILITY, Range, require
from hooper.foundation.errors import Fault, InputError

Years = tuple[float, ...]
Column = NDArray[np.float64]

_BY_YEAR: Final[dict[str, Range]] = {
    "orders": NON_NEGATIVE,
    "order_size": NON_NEGATIVE,
    "retention": PROBABILITY,
    "referral": NON_NEGATIVE,
    "cost_share": NON_NEGATIVE,
    "marketing_cost": NON_NEGATIVE,
}
_ONCE: Final[dict[str, Range]] = {
    "customers": POSITIVE,
    "acquisition_cost": NON_NEGATIVE,
    "special_cost": NON_NEGATIVE,
    "database_cost": NON_NEGATIVE,
    "referral_incentive": NON_NEGATIVE,
    "interest": NON_NEGATIVE,
    "risk_factor": NON_NEGATIVE,
    "payment_delay_years": NON_NEGATIVE,
}


@dataclass(frozen=True, kw_only=True)
class HughesSegment:
    """A segment of so many acquired `customers`, with a tuple a figure by year; money in currency units.

    `orders` of the mean `order_size` a customer and year; `retention` into the next year; `referral`, new
    customers for each that was kept; `cost_share` of revenue. A customer and year cost `marketing_cost`,
    `special_cost` and `database_cost`, one referred the `referral_incentive`, one acquired
    `acquisition_cost`. Raises InputError for what is out of range, or tuples of several lengths.
    """

    customers: float
    orders: Years
    order_size: Years
    retention: Years
    referral: Years
    cost_share: Years
    marketing_cost: Years
    acquisition_cost: float
    special_cost: float
    database_cost: float
    referral_incentive: float
    interest: float
    risk_factor: float
    payment_delay_years: float

    def __post_init__(self) -> None:
        lengths = {name: len(getattr(self, name)) for name in _BY_YEAR}
        if len(set(lengths.values())) > 1:
            problem = ", ".join(f"{name} has {length}" for name, length in lengths.items())
            raise InputError([Fault("years", problem, "give each of them for as many years")])
        require(
            *((each.name, getattr(self, each.name), (_BY_YEAR | _ONCE)[each.name]) for each in fields(self))
        )


@dataclass(frozen=True)
class HughesTable:
    """The table, a row a year; columns have the shape `(years,)`."""

    referred: Column
    customers: Column
    revenue: Column
    costs: Column
    profit: Column
    discount: Column
    present_value: Column
    lifetime_value: Column


def hughes_table(segment: HughesSegment) -> HughesTable:
    """Follow the segment for as many years as it has figures.

    >>> one_year = HughesSegment(
    ...     customers=100.0, orders=(2.0,), order_size=(50.0,), retention=(0.5,), referral=(0.1,),
    ...     cost_share=(0.6,), marketing_cost=(3.0,), acquisition_cost=20.0, special_cost=0.0,
    ...     database_cost=1.0, referral_incentive=5.0, interest=0.1, risk_factor=1.0,
    ...     payment_delay_years=0.0)
    >>> hughes_table(one_year).lifetime_value.round(9).tolist()
    [19.1]
    """
    years = np.arange(len(segment.orders))
    referral, retention = np.array(segment.referral), np.array(segment.retention)
    growth = np.concatenate([[1.0], np.cumprod((1.0 + referral) * retention)[:-1]])
    kept = segment.customers * growth
    referred = referral * kept
    customers = kept + referred
    revenue = customers * np.array(segment.orders) * np.array(segment.order_size)
    running = np.array(segment.marketing_cost) + segment.special_cost + segment.database_cost
    costs = revenue * np.array(segment.cost_share) + customers * running
    costs += referred * segment.referral_incentive
    costs[0] += segment.customers * segment.acquisition_cost
    rate = segment.interest * segment.risk_factor
    discount = np.power(1.0 + rate, years + segment.payment_delay_years).astype(np.float64)
    profit = revenue - costs
    present = profit / discount
    value = np.cumsum(present) / segment.customers
    return HughesTable(referred, customers, revenue, costs, profit, discount, present, value)
