"""The health of a branch: the share of its customers' value within a horizon that is expected to stay.

    sum_i m_i e_i / (h sum_i max(m_i, 0)), and 0 where that is below

with the margin m_i of customer i a period, the periods e_i that the life table gives them still within the
horizon of h. It is 1 where everybody earns money and stays, and 0 where all leave now, or those who cost
money eat up the rest. The index is an assumption; what it is made of, remaining time and margin, is what
telecommunication firms keep by branch.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.economics.ranges import FINITE, POSITIVE, Range, require
from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.float64]


def branch_health(margin_per_period: Floats, remaining_periods: Floats, horizon_periods: float) -> float:
    """Return the health of a branch of n customers, from 0 to 1; both arrays have the shape `(n,)`.

    `remaining_periods` come from `hooper.economics.remaining_time`. Raises InputError for remaining time
    beyond the horizon or below zero, and for arrays of two lengths. Without a customer who earns money the
    health is 0.

    >>> branch_health(np.array([10.0, 30.0]), np.array([12.0, 4.0]), horizon_periods=12.0)
    0.5
    """
    within = Range(0.0, horizon_periods, "cut it at the horizon")
    require(
        ("horizon_periods", horizon_periods, POSITIVE),
        ("margin_per_period", margin_per_period, FINITE),
        ("remaining_periods", remaining_periods, within),
    )
    if margin_per_period.shape != remaining_periods.shape:
        problem = f"has the shape {remaining_periods.shape} where margins have {margin_per_period.shape}"
        raise InputError([Fault("remaining_periods", problem, "give one number a customer")])
    at_best = horizon_periods * float(np.maximum(margin_per_period, 0.0).sum())
    kept = float(margin_per_period @ remaining_periods)
    return max(kept / at_best, 0.0) if at_best > 0.0 else 0.0
