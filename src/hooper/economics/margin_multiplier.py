"""The margin multiplier: what a customer who brings 1 a period is worth beyond the present one.

With constant margin, retention r and discount rate d a period, the periods to come are worth
`sum_t (r / (1 + d))^t = r / (1 + d - r)` for t = 1, 2, ... times the margin. Source: Gupta, Lehmann and
Stuart (2004), Valuing customers.
"""


def margin_multiplier(retention_per_period: float, rate_per_period: float) -> float:
    """Return r / (1 + d - r): the worth of all later periods at a margin of 1 a period.

    >>> round(margin_multiplier(retention_per_period=0.9, rate_per_period=0.1), 12)
    4.5
    """
    return retention_per_period / (1.0 + rate_per_period - retention_per_period)


def retention_elasticity(retention_per_period: float, rate_per_period: float) -> float:
    """Return by how many percent the multiplier rises when retention rises by one: (1 + d) / (1 + d - r).

    >>> round(retention_elasticity(retention_per_period=0.9, rate_per_period=0.12), 2)
    5.09
    """
    return (1.0 + rate_per_period) / (1.0 + rate_per_period - retention_per_period)
