"""The level of a leaky bucket in the long run, if there is one, and on the way there.

Whoever pours A customers a period into a bucket in which they stay E[T] periods on average will hold
`A E[T]`, whatever the law of T. With Poisson arrivals the number held is Poisson in every period, so that
its variance is its mean (the M/G/infinity queue). From empty the bucket holds `A (S(0) + ... + S(t - 1))` in
period t. Customers are counted after arrivals and before leaks: all who live a period.

Where customers bring k others a period each, the level is `A / (p - k)`, and there is none for k up to p and
beyond: the base grows without end. Source: Takacs (1962), Introduction to the theory of queues.
"""

import math

import numpy as np
from numpy.typing import NDArray

from hooper.economics.ranges import NON_NEGATIVE, OPEN_SHARE, POSITIVE, PROBABILITY, require
from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.floating]


def steady_level(arrivals_per_period: float, mean_tenure_periods: float) -> float:
    """Return how many customers the bucket holds in the long run, on average.

    Raises InputError for a tenure without end (see `hooper.economics.mean_tenure` for which have none).

    >>> steady_level(arrivals_per_period=100.0, mean_tenure_periods=5.0)
    500.0
    """
    if mean_tenure_periods == math.inf:
        remedy = "ask for the level after some periods: `level_while_filling`"
        raise InputError(
            [Fault("mean_tenure_periods", "is infinite: the bucket never stops filling", remedy)]
        )
    require(
        ("arrivals_per_period", arrivals_per_period, NON_NEGATIVE),
        ("mean_tenure_periods", mean_tenure_periods, POSITIVE),
    )
    return arrivals_per_period * mean_tenure_periods


def steady_level_with_referral(
    arrivals_per_period: float, leak_per_period: float, referrals_per_period: float
) -> float:
    """Return the level in the long run where each customer brings others at a rate, besides arrivals.

    Raises InputError if customers bring as many as leave, or more: then there is no such level.

    >>> round(steady_level_with_referral(100.0, leak_per_period=0.1, referrals_per_period=0.04), 2)
    1666.67
    """
    require(
        ("arrivals_per_period", arrivals_per_period, NON_NEGATIVE),
        ("leak_per_period", leak_per_period, PROBABILITY),
        ("referrals_per_period", referrals_per_period, NON_NEGATIVE),
    )
    if referrals_per_period >= leak_per_period:
        problem = (
            f"is {referrals_per_period:.6g} with a leak of {leak_per_period:.6g}: customers bring as many "
            "as leave, and the base never stops growing"
        )
        raise InputError([Fault("referrals_per_period", problem, "give less than the leak")])
    return arrivals_per_period / (leak_per_period - referrals_per_period)


def level_while_filling(arrivals: Floats, survival: Floats) -> Floats:
    """Return the expected level of a bucket that was empty, in each period, shape `(periods,)`.

    `arrivals` of shape `(periods,)` counts those who enter in each period. `survival` of the same shape is
    the share of them who are there in the t-th period after that of entry; it begins with 1.

    >>> level_while_filling(np.full(5, 100.0), 0.8 ** np.arange(5)).round(2).tolist()
    [100.0, 180.0, 244.0, 295.2, 336.16]
    """
    require(("arrivals", arrivals, NON_NEGATIVE), ("survival", survival, PROBABILITY))
    faults = []
    if survival.shape != arrivals.shape:
        problem = f"has the shape {survival.shape} where arrivals have {arrivals.shape}"
        faults.append(Fault("survival", problem, "give one share a period"))
    if survival.size and (survival[0] != 1.0 or (np.diff(survival) > 0.0).any()):
        faults.append(Fault("survival", "does not fall from 1", "begin with 1 and never rise"))
    if faults:
        raise InputError(faults)
    return np.convolve(arrivals, survival)[: arrivals.size]


def periods_to_fill(share: float, leak_per_period: float) -> float:
    """Return after how many periods a bucket from empty holds a share of what it will hold.

    >>> round(periods_to_fill(0.9, leak_per_period=0.2), 2)
    10.32
    """
    require(("share", share, OPEN_SHARE), ("leak_per_period", leak_per_period, OPEN_SHARE))
    return math.log1p(-share) / math.log1p(-leak_per_period)
