"""How dear a strategy's levers might become before it gains nothing any more.

With the same actions at another price the gain falls by what they cost more, so that it is a straight line:
gain(factor) = gain - (factor - 1) * spend, both discounted to the branch, and it is 0 at

    factor = 1 + gain / spend

A factor of 1.4 says that everything the strategy pays for might cost 40 % more; one below 1, that it would
have to become cheaper; one below 0, that it would not even pay as a gift. The actions are taken as fixed:
neither does a strategy that must pay more do less, nor does its budget grow. The interval holds every factor
at which the t interval of the gain has 0 in it.
Source: Fieller (1954), Some problems in interval estimation, J. Royal Statistical Society B 16(2).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class BreakEven:
    """The price factor at which the gain is 0, with its interval; None where nothing is spent.

    Without bounds the spend is not surely above 0, or there is one replication.
    """

    price_factor: float | None = None
    low: float | None = None
    high: float | None = None


def break_even(gains: Floats, spend: Floats, level: float) -> BreakEven:
    """Return the break-even of gains and of what was spent beyond the baseline, both `(replications,)`.

    >>> found = break_even(np.array([4.0, 6.0, 5.0]), np.array([10.0, 10.0, 10.0]), level=0.95)
    >>> found.price_factor, round(found.low, 3), round(found.high, 3)
    (1.5, 1.252, 1.748)
    """
    if not spend.mean() > 0.0:
        return BreakEven()
    as_a_gift = gains + spend
    factor = float(as_a_gift.mean() / spend.mean())
    if gains.size == 1:
        return BreakEven(factor)
    quantile = stdtrit(gains.size - 1, 0.5 + level / 2)
    spread = quantile**2 / gains.size * np.cov(as_a_gift, spend)
    # (mean gift - factor * mean spend)^2 less its squared half-width, as a parabola in the factor.
    square = spend.mean() ** 2 - spread[1, 1]
    middle = as_a_gift.mean() * spend.mean() - spread[0, 1]
    constant = as_a_gift.mean() ** 2 - spread[0, 0]
    if square <= 0.0:
        return BreakEven(factor)
    half = np.sqrt(max(middle**2 - square * constant, 0.0))
    return BreakEven(factor, float((middle - half) / square), float((middle + half) / square))
