"""The laws of the default world, a million customers: time a customer and period that somebody lived.

The compiled step with its block sums and events; no firm, no orders, no recording. The bars are for AVX-512,
whose vectors are twice as long as those of AVX2: read them beside `isa`.

Ratio: the step of `default`, with its seven dimensions, to that of `retail`, for as many customer-periods.
"""

import time
from collections.abc import Callable

from memory_per_customer import array_bytes

from hooper.engine.lone_customers import LoneCustomers
from hooper.engine.world import World
from hooper.scenario import presets
from hooper.scenario.scenario import Scenario

NAME = "default_step"
GROUP = "engine"
MUST = {"ns_per_customer_period": 60.0, "state_bytes_per_customer": 320.0}
AIM = {"ns_per_customer_period": 40.0, "state_bytes_per_customer": 192.0}

CUSTOMERS = 1_000_000
PERIODS = 12
REPEATS = 3


def run() -> dict[str, object]:
    default, state_bytes = step(presets.load("default"), CUSTOMERS)
    retail, _ = step(presets.load("retail"), CUSTOMERS)
    return {
        "ns_per_customer_period": default,
        "state_bytes_per_customer": state_bytes,
        "customers": CUSTOMERS,
        "periods": PERIODS,
        "ratios": {"default / retail": default / retail},
    }


def step(scenario: Scenario, customers: int) -> tuple[float, float]:
    """Return the least nanoseconds a customer-period of some lives, and the bytes of state a customer."""
    quickest, state_bytes = float("inf"), 0.0
    for _ in range(REPEATS):
        lone = LoneCustomers(World(scenario).physics, (1, 0), customers)
        lone.enter(customers)
        _ = lone.live(1)  # compiles, too
        began = time.process_time()
        lived = sum(outcome.lived for outcome in lone.live(PERIODS))
        quickest = min(quickest, 1e9 * (time.process_time() - began) / lived)
        state_bytes = array_bytes(lone.population) / customers
        lone.close()
    return quickest, state_bytes


def task() -> Callable[[], object]:
    return lambda: step(presets.load("default"), CUSTOMERS // 10)
