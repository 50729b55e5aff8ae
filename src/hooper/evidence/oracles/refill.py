"""The firm that refills what leaks: with a leak twice as large it spends twice as much to hold its revenue.

In each period those are won who left in the one before, so that as many live every period and revenue stays.
Of N customers `p N` leave a period on average, at p = .05 and at .1; each who is won costs the same.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from hooper.economics.refill import Refill, refill_to_hold_revenue
from hooper.engine.lone_customers import LoneCustomers
from hooper.evidence.oracles.constant_world import Chances, constant_world
from hooper.evidence.oracles.oracle import Band, Oracle, exactly, within_chance
from hooper.mechanisms.life_stages import EXPLORATION

LEAK: Final = 0.05
CUSTOMERS: Final = 50_000
PERIODS: Final = 60
COST_PER_NEWCOMER: Final = 8.0
_ONCE, _TWICE = "spend a period on what is foretold", "spend a period with twice the leak on what is foretold"
_RATIO = "spend with twice the leak over that before"
_OFF = "customers that a period has more or less than the first"


@dataclass(frozen=True)
class Held:
    """How many live each period, and how many of them leave in it, tuples of `PERIODS`."""

    living: tuple[int, ...]
    leaving: tuple[int, ...]


def hold(seed: int, leak: float, replication: int) -> Held:
    """Let the engine live customers of one leak, and win each period whom the one before has lost."""
    world = constant_world(Chances((leak, leak, leak, leak)))
    room = CUSTOMERS + 2 * math.ceil(leak * CUSTOMERS * PERIODS)
    customers = LoneCustomers(world.physics, (seed, replication), capacity=room)
    living, leaving, newcomers = [], [], CUSTOMERS
    for _ in range(PERIODS):
        slots = customers.enter(newcomers)
        customers.population.write("stage", slots, np.float32(EXPLORATION))
        living.append(customers.population.there)
        newcomers = int(customers.live()[-1].events["exits"].slots.size)
        leaving.append(newcomers)
    customers.close()
    return Held(tuple(living), tuple(leaving))


def measure(
    seed: int,
    factor: float = 2.0,
    foretell: Callable[[float, float, float], Refill] = refill_to_hold_revenue,
) -> dict[str, float]:
    """Hold a bucket at one leak and at another that is `factor` times as large, and compare the spends."""
    buckets = [hold(seed, times * LEAK, arm) for arm, times in enumerate((1.0, factor))]
    spends = [COST_PER_NEWCOMER * sum(bucket.leaving) / PERIODS for bucket in buckets]
    foretold = [foretell(CUSTOMERS, times * LEAK, COST_PER_NEWCOMER).spend for times in (1.0, 2.0)]
    return {
        _ONCE: spends[0] / foretold[0],
        _TWICE: spends[1] / foretold[1],
        _RATIO: spends[1] / spends[0],
        _OFF: float(max(abs(each - CUSTOMERS) for bucket in buckets for each in bucket.living)),
    }


def _bands() -> dict[str, Band]:
    # As many as ever are at risk in each period: their leaks are independent binomial numbers.
    errors = [math.sqrt((1.0 - leak) / (leak * CUSTOMERS * PERIODS)) for leak in (LEAK, 2.0 * LEAK)]
    return {
        _ONCE: within_chance(1.0, errors[0]),
        _TWICE: within_chance(1.0, errors[1]),
        _RATIO: within_chance(2.0, 2.0 * math.hypot(*errors)),
        _OFF: exactly(0.0),
    }


ORACLE: Final = Oracle(
    name="refill",
    claim="a firm that refills what leaks spends p N c a period, and twice that with twice the leak",
    source="the leaky bucket in steady state",
    bands=_bands(),
    measure=measure,
)
