"""Lifetime value as a function of revenue, loyalty and influence: `CLTV = F(R, L, I)`.

R is what a customer brings a period at the price that others pay too; L how much more the loyal pay, and how
long they stay; I what comes of those who follow their word. With the price p of goods, the matching average
price a of the market, cost of sales s and of marketing k a unit of time, survival S(t), n newcomers a period
brought by the customer, of whom a share e comes for the endorsement, and their worth W,

    F = sum_t (1 + d)^-t S(t) (a - s - k)  +  sum_t (1 + d)^-t S(t) (p - a)  +  sum_t (1 + d)^-t S(t) n e W

The first two together are the margin at the price that is paid. How F joins the three is an assumption;
what each is made of is given by the model.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.economics.ranges import FINITE, NON_NEGATIVE, PROBABILITY, require
from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.floating]


@dataclass(frozen=True, kw_only=True)
class RevenueMetric:
    """What a customer pays and costs a period, in currency units."""

    price_of_goods: float
    cost_of_sales: float
    cost_of_marketing: float


@dataclass(frozen=True, kw_only=True)
class LoyaltyMetric:
    """What the same goods cost elsewhere on average; the chance to be there by period, `(periods,)`."""

    matching_price_average: float
    survival: Floats


@dataclass(frozen=True, kw_only=True)
class InfluenceMetric:
    """Newcomers through the customer a period, the share that endorsement accounts for, and their worth."""

    newcomers_per_period: float
    endorsement_share: float
    worth_of_newcomer: float


@dataclass(frozen=True)
class IntegratedValue:
    """The lifetime value by where it comes from, in currency units."""

    revenue: float
    loyalty: float
    influence: float

    @property
    def total(self) -> float:
        """The lifetime value."""
        return self.revenue + self.loyalty + self.influence


def integrated_value(
    revenue: RevenueMetric, loyalty: LoyaltyMetric, influence: InfluenceMetric, rate_per_period: float
) -> IntegratedValue:
    """Return the value over the periods of the survival, the first of them not discounted.

    Raises InputError for prices or costs below zero, or shares outside 0 to 1; survival that rises.

    >>> integrated_value(
    ...     RevenueMetric(price_of_goods=12.0, cost_of_sales=5.0, cost_of_marketing=1.0),
    ...     LoyaltyMetric(matching_price_average=10.0, survival=np.array([1.0, 0.5])),
    ...     InfluenceMetric(newcomers_per_period=0.1, endorsement_share=0.5, worth_of_newcomer=20.0),
    ...     rate_per_period=0.25)
    IntegratedValue(revenue=5.6, loyalty=2.8, influence=1.4)
    """
    require(
        ("price_of_goods", revenue.price_of_goods, NON_NEGATIVE),
        ("cost_of_sales", revenue.cost_of_sales, NON_NEGATIVE),
        ("cost_of_marketing", revenue.cost_of_marketing, NON_NEGATIVE),
        ("matching_price_average", loyalty.matching_price_average, NON_NEGATIVE),
        ("survival", loyalty.survival, PROBABILITY),
        ("newcomers_per_period", influence.newcomers_per_period, NON_NEGATIVE),
        ("endorsement_share", influence.endorsement_share, PROBABILITY),
        ("worth_of_newcomer", influence.worth_of_newcomer, FINITE),
        ("rate_per_period", rate_per_period, NON_NEGATIVE),
    )
    if (np.diff(loyalty.survival) > 0.0).any():
        raise InputError([Fault("survival", "rises", "give chances to be there, which never rise")])
    periods = np.arange(loyalty.survival.size)
    there = float(loyalty.survival @ (1.0 + rate_per_period) ** -periods)
    matched = loyalty.matching_price_average - revenue.cost_of_sales - revenue.cost_of_marketing
    followers = influence.newcomers_per_period * influence.endorsement_share
    return IntegratedValue(
        revenue=there * matched,
        loyalty=there * (revenue.price_of_goods - loyalty.matching_price_average),
        influence=there * followers * influence.worth_of_newcomer,
    )
