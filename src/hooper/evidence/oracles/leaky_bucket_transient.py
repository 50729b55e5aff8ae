"""The leaky bucket while it fills: `N(t) = (1 - p) N(t - 1) + A`, counted after arrivals, from empty.

So `N(t) = A (1 - (1 - p)^t) / p`: with A = 100 and p = .2 it holds 100, 180, 244, ... on the way to 500.
What leaks is shared by the holes as their hazards are (competing risks).
"""

import math
from typing import Final

import numpy as np

from hooper.economics.leaky_bucket import LeakyBucket
from hooper.evidence.oracles.constant_lives import live
from hooper.evidence.oracles.constant_world import Chances
from hooper.evidence.oracles.oracle import Band, Oracle, within_chance
from hooper.mechanisms.defection import CAUSES

LEAVE: Final = 0.2
ARRIVALS: Final = 100
PERIODS: Final = 10
BUCKETS: Final = 400
HOLE_WEIGHTS: Final = (0.10, 0.15, 0.20, 0.25, 0.30)

_RETENTION: Final = f"retention over {PERIODS} periods"


def _held(period: int) -> str:
    return f"held in period {period}"


def _leaks(hole: int) -> str:
    return f"share of leaks for {CAUSES[hole]}"


def filling_bucket(seed: int, leave: float) -> LeakyBucket:
    """Pour `BUCKETS` buckets into one, let the engine live its customers, and return what it counted."""
    arrivals = np.full(PERIODS, ARRIVALS * BUCKETS)
    lives = live(seed, Chances((leave, leave, leave, leave), hole_weights=HOLE_WEIGHTS), arrivals)
    return LeakyBucket(("poured",), CAUSES, lives.held, arrivals[:, None], lives.leaks)


def measure(seed: int, leave: float = LEAVE) -> dict[str, float]:
    """Return what one bucket holds on average, how well it retains, and the share of each hole."""
    bucket = filling_bucket(seed, leave)
    bucket.check_conservation()
    shares = bucket.leaks.sum(axis=0) / bucket.leaks.sum()
    return (
        {_held(period): bucket.at_risk[period - 1] / BUCKETS for period in range(2, PERIODS + 1)}
        | {_leaks(hole): shares[hole] for hole in range(len(HOLE_WEIGHTS))}
        | {_RETENTION: bucket.retention(PERIODS)[0]}
    )


def content(period: int) -> float:
    """Return the closed form of what the bucket holds in a period, counted from 1, after arrivals.

    >>> [round(content(period), 2) for period in (1, 2, 3, 4, 5)]
    [100.0, 180.0, 244.0, 295.2, 336.16]
    """
    return ARRIVALS * (1.0 - (1.0 - LEAVE) ** period) / LEAVE


def _content_error(period: int) -> float:
    """The arrivals of each period are binomial k periods later, with chance (1 - p)^k."""
    there = (1.0 - LEAVE) ** np.arange(period)
    return math.sqrt(ARRIVALS * float(there @ (1.0 - there)) / BUCKETS)


def _bands() -> dict[str, Band]:
    at_risk = BUCKETS * np.array([content(period) for period in range(1, PERIODS + 1)])
    leaks = LEAVE * at_risk.sum()
    retention = (1.0 - LEAVE) ** PERIODS
    # The periods' rates are independent; each has the relative variance p / ((1 - p) n).
    retention_error = retention * math.sqrt(LEAVE / (1.0 - LEAVE) * float((1.0 / at_risk).sum()))
    return (
        {
            _held(period): within_chance(content(period), _content_error(period))
            for period in range(2, PERIODS + 1)
        }
        | {
            _leaks(hole): within_chance(weight, math.sqrt(weight * (1.0 - weight) / leaks))
            for hole, weight in enumerate(HOLE_WEIGHTS)
        }
        | {_RETENTION: within_chance(retention, retention_error)}
    )


ORACLE: Final = Oracle(
    name="leaky_bucket_transient",
    claim="a leaky bucket fills as N(t) = (1 - p) N(t - 1) + A, and its holes share the leaks by hazard",
    source="renewal of a population with constant arrivals and leaks (the leaky bucket)",
    bands=_bands(),
    measure=measure,
)
