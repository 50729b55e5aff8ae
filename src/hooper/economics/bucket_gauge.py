"""The state of a leaky bucket over its last periods: inflow, leaks, and how long it lasts that way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hooper.economics.emptying import half_life, periods_to_empty
from hooper.economics.leaky_bucket import LeakyBucket
from hooper.economics.mean_tenure import mean_tenure_of_constant_leak
from hooper.economics.ranges import NON_NEGATIVE, require
from hooper.economics.refill import Refill, refill_to_hold_revenue
from hooper.economics.steady_state import steady_level
from hooper.foundation.errors import Fault, InputError

WhyNone = Literal["nobody is left", "nobody leaves"]


@dataclass(frozen=True)
class AtThisLeak:
    """What follows if the leak stays as it is, in periods.

    `steady_level` is what present inflow will hold in the long run.
    """

    half_life_periods: float
    periods_to_empty: float
    mean_tenure_periods: float
    steady_level: float


@dataclass(frozen=True)
class BucketGauge:
    """The bucket over a window: `level` is its end, `inflow` and `outflow` are means a period.

    `outflow_by_cause` adds up to `outflow`, and `leak_per_period` is its share of those at risk. `refill` is
    what it takes to hold the revenue of the last period's customers. `outlook` says what follows, or in a
    word why nothing does: a bucket that does not leak has no half-life, and no steady state either.
    """

    level: int
    inflow: float
    outflow: float
    outflow_by_cause: Mapping[str, float]
    leak_per_period: float
    refill: Refill
    outlook: AtThisLeak | WhyNone


def gauge(bucket: LeakyBucket, window_periods: int, cost_per_newcomer: float) -> BucketGauge:
    """Read the bucket over its last `window_periods` periods.

    Raises InputError for a window longer than the bucket's time, or a cost below zero.

    >>> import numpy as np
    >>> bucket = LeakyBucket(("ad",), ("service", "value"), held=np.array([0, 80, 144]),
    ...                      arrivals=np.array([[100], [100]]), leaks=np.array([[15, 5], [30, 6]]))
    >>> seen = gauge(bucket, window_periods=2, cost_per_newcomer=8.0)
    >>> seen.leak_per_period, seen.refill.newcomers, round(seen.outlook.steady_level)
    (0.2, 36.0, 500)
    """
    require(("cost_per_newcomer", cost_per_newcomer, NON_NEGATIVE))
    if not 1 <= window_periods <= len(bucket.arrivals):
        remedy = f"give 1 to {len(bucket.arrivals)} periods"
        raise InputError([Fault("window_periods", f"is {window_periods}", remedy)])
    inflow = float(bucket.arrivals[-window_periods:].sum() / window_periods)
    by_cause = bucket.leaks[-window_periods:].mean(axis=0)
    at_risk = float(bucket.at_risk[-window_periods:].mean())
    leak = float(by_cause.sum()) / at_risk if at_risk else 0.0
    level = int(bucket.held[-1])
    return BucketGauge(
        level=level,
        inflow=inflow,
        outflow=float(by_cause.sum()),
        outflow_by_cause=dict(zip(bucket.causes, by_cause.tolist(), strict=True)),
        leak_per_period=leak,
        refill=refill_to_hold_revenue(float(bucket.at_risk[-1]), leak, cost_per_newcomer),
        outlook=_outlook(level, inflow, leak),
    )


def _outlook(level: int, inflow: float, leak: float) -> AtThisLeak | WhyNone:
    if level == 0:
        return "nobody is left"
    if leak == 0.0:
        return "nobody leaves"
    tenure = mean_tenure_of_constant_leak(leak)
    return AtThisLeak(half_life(leak), periods_to_empty(level, leak), tenure, steady_level(inflow, tenure))
