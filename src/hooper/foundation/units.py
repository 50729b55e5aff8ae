"""Time units and the one rule that turns a rate per month or year into one per period."""

import math
from typing import Literal

PeriodUnit = Literal["day", "week", "month"]

DAYS_PER_YEAR = 365.25
DAYS_PER_MONTH = DAYS_PER_YEAR / 12.0
DAYS_PER_WEEK = 7.0
PERIOD_DAYS: dict[PeriodUnit, float] = {"day": 1.0, "week": DAYS_PER_WEEK, "month": DAYS_PER_MONTH}


def fraction_over(fraction_per_month: float, days: float) -> float:
    """Turn a fraction that is closed in a month into the fraction closed in `days` days.

    Continuous time: `1 - (1 - f)^(days / month)`, so that periods compose to the same month.

    >>> round(fraction_over(0.2, DAYS_PER_MONTH), 12)
    0.2
    """
    return 1.0 - (1.0 - fraction_per_month) ** (days / DAYS_PER_MONTH)


def discount_factor(rate_per_year: float, days: float) -> float:
    """Return the present value of 1 paid after `days` days at a yearly effective rate.

    >>> round(discount_factor(0.1, DAYS_PER_YEAR), 6)
    0.909091
    """
    return (1.0 + rate_per_year) ** (-days / DAYS_PER_YEAR)


def force_of_discount(rate_per_year: float, days: float) -> float:
    """Return the continuous rate per `days` days of a yearly effective one: exp(-force) is the factor.

    >>> round(force_of_discount(0.15, DAYS_PER_YEAR / 52), 4)
    0.0027
    """
    return math.log1p(rate_per_year) * days / DAYS_PER_YEAR
