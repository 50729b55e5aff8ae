"""How dear a strategy's levers might become before it gains nothing any more.

With the same actions at another price the gain falls by what they cost more, so that it is a straight line:
gain(factor) = gain - (factor - 1) * spend, both discounted to the branch, and it is 0 at

    factor = 1 + gain / spend

A factor of 1.4 says that everything the strategy pays for might cost 40 % more; one below 1, that it would
have to become cheaper; one below 0, that it would not even pay as a gift. The actions are taken as fixed:
neither does a strategy that must pay more do less, nor does its budget grow.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.resampling import drawn_again

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class BreakEven:
    """The price factor at which the gain is 0, with its bootstrap interval; None where nothing is spent."""

    price_factor: float | None = None
    low: float | None = None
    high: float | None = None


def break_even(gains: Floats, spend: Floats, level: float) -> BreakEven:
    """Return the break-even of gains and of what was spent beyond the baseline, both `(replications,)`.

    The interval is that of the ratio over replications drawn again (percentiles).

    >>> break_even(np.array([4.0, 6.0]), np.array([10.0, 10.0]), level=0.9)
    BreakEven(price_factor=1.5, low=1.4, high=1.6)
    """
    if not spend.mean() > 0.0:
        return BreakEven()
    drawn = drawn_again(gains.size)
    paid = spend[drawn].mean(axis=1)
    if not (paid > 0.0).all():
        return BreakEven(float(1.0 + gains.mean() / spend.mean()))
    low, high = np.quantile(1.0 + gains[drawn].mean(axis=1) / paid, (0.5 - level / 2, 0.5 + level / 2))
    return BreakEven(float(1.0 + gains.mean() / spend.mean()), float(low), float(high))
