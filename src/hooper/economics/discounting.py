"""Present values: what money of later periods is worth at the start of the first one."""

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from hooper.economics.ranges import NON_NEGATIVE, require
from hooper.foundation.units import DAYS_PER_YEAR, PERIOD_DAYS, discount_factor

DiscountUnit = Literal["day", "week", "month", "year"]
_DAYS: Final[dict[DiscountUnit, float]] = {**PERIOD_DAYS, "year": DAYS_PER_YEAR}


def discount_factors(periods: int, period_days: float, rate_per_year: float) -> NDArray[np.float64]:
    """Return the present value of 1 at the start of each period, shape `(periods,)`; the first is 1.

    `rate_per_year` is an effective yearly rate.

    >>> discount_factors(3, period_days=365.25, rate_per_year=0.25).tolist()
    [1.0, 0.8, 0.64]
    """
    return np.array([discount_factor(rate_per_year, period * period_days) for period in range(periods)])


def present_value(amounts: NDArray[np.float64], period_days: float, rate_per_year: float) -> float:
    """Return the present value of one amount a period, `amounts` of shape `(periods,)`.

    Each amount counts at the start of its period, as in `sum_t (1 + d)^-t amount_t` from t = 0.

    >>> present_value(np.array([10.0, 10.0]), period_days=365.25, rate_per_year=0.25)
    18.0
    """
    return float(amounts @ discount_factors(amounts.size, period_days, rate_per_year))


def rate_per_period(period_days: float, rate_per_year: float) -> float:
    """Return the effective rate of one period that compounds to the yearly one.

    >>> round(rate_per_period(period_days=365.25 / 2, rate_per_year=0.21), 12)
    0.1
    """
    return 1.0 / discount_factor(rate_per_year, period_days) - 1.0


def yearly_rate(rate: float, per: DiscountUnit) -> float:
    """Return the effective yearly rate that a rate per day, week, month or year compounds to.

    Raises InputError for a rate below zero.

    >>> round(yearly_rate(0.01, "month"), 6)
    0.126825
    """
    require(("rate", rate, NON_NEGATIVE))
    return (1.0 + rate) ** (DAYS_PER_YEAR / _DAYS[per]) - 1.0
