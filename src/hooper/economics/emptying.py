"""How long a bucket lasts that is not filled up any more, if it leaks on as it does now.

Of N customers `N (1 - p)^t` are left after t periods. Half of them have gone after `ln 2 / -ln(1 - p)`, and
less than one is left after `ln N / -ln(1 - p)`. Neither is the time `1 / p` in which as many leave as are
there, which is what dividing the level by the present outflow tells.
"""

import math

from hooper.economics.ranges import OPEN_SHARE, Range, require

_AT_LEAST_ONE = Range(1.0, math.inf, "give one customer or more", high_included=False)


def half_life(leak_per_period: float) -> float:
    """Return after how many periods half of the customers have gone.

    Raises InputError for a leak of 0, with which the bucket never empties, or of 1 and above.

    >>> round(half_life(0.2), 3)
    3.106
    """
    require(("leak_per_period", leak_per_period, OPEN_SHARE))
    return math.log(2.0) / -math.log1p(-leak_per_period)


def periods_to_empty(customers: float, leak_per_period: float) -> float:
    """Return after how many periods less than one of the customers is expected to be left.

    Raises InputError as `half_life`, and for less than one customer.

    >>> round(periods_to_empty(500.0, leak_per_period=0.2), 2)
    27.85
    """
    require(("customers", customers, _AT_LEAST_ONE), ("leak_per_period", leak_per_period, OPEN_SHARE))
    return math.log(customers) / -math.log1p(-leak_per_period)
