"""How the value of a customer yet to be won answers to one percent more of each of its drivers.

`V = m r / (1 + d - r) - c`, with the margin m, retention r, discount rate d a period, and the cost c of
acquisition. With `g = m r / (1 + d - r)` the elasticities `(dV / V) / (dx / x)` are

    margin  g / V        retention  g / V (1 + d) / (1 + d - r)
    cost   -c / V        discount  -g / V d / (1 + d - r)

So wherever the customer is worth winning and c is below V, retention comes before margin, and margin before
acquisition cost. Source: Gupta, Lehmann and Stuart (2004), Valuing customers, Journal of Marketing
Research 41(1): 7-18, who find 5, 1 and 0.1 in five firms.
"""

from dataclasses import dataclass

from hooper.economics.margin_multiplier import margin_multiplier, retention_elasticity
from hooper.economics.ranges import NON_NEGATIVE, POSITIVE, PROBABILITY, require
from hooper.foundation.errors import Fault, InputError


@dataclass(frozen=True)
class Elasticities:
    """By how many percent the value rises if a driver does by one; below zero it falls."""

    retention: float
    margin: float
    discount_rate: float
    acquisition_cost: float


def value_elasticities(
    margin_per_period: float, retention_per_period: float, rate_per_period: float, acquisition_cost: float
) -> Elasticities:
    """Return the elasticities of the value of a customer who costs something to win.

    Raises InputError for drivers out of range, and for a customer who is worth nothing: there is no percent
    of that.

    >>> found = value_elasticities(10.0, retention_per_period=0.9, rate_per_period=0.12, acquisition_cost=4.0)
    >>> round(found.retention, 2), round(found.margin, 2), round(found.acquisition_cost, 2)
    (5.64, 1.11, -0.11)
    """
    require(
        ("margin_per_period", margin_per_period, POSITIVE),
        ("retention_per_period", retention_per_period, PROBABILITY),
        ("rate_per_period", rate_per_period, POSITIVE),
        ("acquisition_cost", acquisition_cost, NON_NEGATIVE),
    )
    gross = margin_per_period * margin_multiplier(retention_per_period, rate_per_period)
    value = gross - acquisition_cost
    if value <= 0.0:
        problem = f"is {acquisition_cost:.6g}, for a customer who brings {gross:.6g}: nothing is gained"
        raise InputError([Fault("acquisition_cost", problem, "give less than the customer brings")])
    margin, retention = gross / value, retention_elasticity(retention_per_period, rate_per_period)
    return Elasticities(
        retention=margin * retention,
        margin=margin,
        discount_rate=-margin * rate_per_period / (1.0 + rate_per_period - retention_per_period),
        acquisition_cost=-acquisition_cost / value,
    )
