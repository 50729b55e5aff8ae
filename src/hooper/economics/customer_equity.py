"""Customer equity: the discounted profit of all customers, existing and yet to be acquired.

What lies within the horizon is booked; what lies beyond it is expected. The two are columns of their
own and are never added up here. Source: Blattberg and Deighton (1996), Manage marketing by the customer
equity test; Gupta, Lehmann and Stuart (2004), Valuing customers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.economics.discounting import discount_factors, present_value, rate_per_period
from hooper.economics.margin_multiplier import margin_multiplier


@dataclass(frozen=True)
class CustomerEquity:
    """Present values at the branch, in currency units.

    `within_horizon` is the booked profit from the branch to the horizon, `expected_beyond_horizon`
    the profit that the customers held at the horizon are expected to bring afterwards.
    """

    within_horizon: float
    expected_beyond_horizon: float


def customer_equity(
    profit: NDArray[np.float64],
    *,
    closing_margin: float,
    closing_retention: float,
    period_days: float,
    rate_per_year: float,
) -> CustomerEquity:
    """Value the profit of each period from the branch to the horizon, shape `(periods,)`, and beyond.

    `closing_margin` is what the customers held at the horizon bring in a period, without what is paid
    to win others; `closing_retention` is the share of them that a period leaves. Both are taken to
    stay as they are: `closing_margin * r / (1 + d - r)`, as of the last period.

    >>> customer_equity(np.array([100.0, 50.0]), closing_margin=10.0, closing_retention=0.25,
    ...                 period_days=365.25, rate_per_year=0.25)
    CustomerEquity(within_horizon=140.0, expected_beyond_horizon=2.0)
    """
    worth_of_last_period = discount_factors(profit.size, period_days, rate_per_year)[-1]
    multiplier = margin_multiplier(closing_retention, rate_per_period(period_days, rate_per_year))
    return CustomerEquity(
        within_horizon=present_value(profit, period_days, rate_per_year),
        expected_beyond_horizon=float(closing_margin * multiplier * worth_of_last_period),
    )
