"""What it takes to hold revenue: the firm refills from the top what leaks through the holes.

At the leak p a period N customers lose `p N` of them. To hold revenue the firm must win customers who bring
as much as those did, and pay for each. So with a leak that doubles the spend doubles, whatever the level.
Customers are counted after arrivals: all who live a period.
"""

from dataclasses import dataclass

from hooper.economics.ranges import NON_NEGATIVE, POSITIVE, PROBABILITY, require


@dataclass(frozen=True)
class Refill:
    """What it takes in a period to hold revenue: `newcomers` to be won, and the `spend` on them."""

    newcomers: float
    spend: float


def refill_to_hold_revenue(
    customers: float, leak_per_period: float, cost_per_newcomer: float, newcomer_revenue_share: float = 1.0
) -> Refill:
    """Return what it takes to make up for the leak of one period.

    `newcomer_revenue_share` is what a newcomer brings as a share of what a customer who left did. Raises
    InputError for a leak outside 0 to 1, negative customers or costs, or newcomers who bring nothing.

    >>> refill_to_hold_revenue(500.0, leak_per_period=0.2, cost_per_newcomer=8.0)
    Refill(newcomers=100.0, spend=800.0)
    """
    require(
        ("customers", customers, NON_NEGATIVE),
        ("leak_per_period", leak_per_period, PROBABILITY),
        ("cost_per_newcomer", cost_per_newcomer, NON_NEGATIVE),
        ("newcomer_revenue_share", newcomer_revenue_share, POSITIVE),
    )
    newcomers = leak_per_period * customers / newcomer_revenue_share
    return Refill(newcomers, newcomers * cost_per_newcomer)
