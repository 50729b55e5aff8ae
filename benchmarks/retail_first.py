"""The frozen retail world, a million founders for a year, recording on: time a founder and week.

Founders who have left count on, and newcomers do not; `ns_per_lived_customer_period` divides by the weeks
that somebody was there at the end of.
"""

from collections.abc import Callable

from best_of import best_of
from first_world import first_world

from hooper.engine.simulate import simulate

NAME = "retail_first"
GROUP = "world"
MUST = {"ns_per_customer_period": 30.0}
AIM = {"ns_per_customer_period": 15.0}

CUSTOMERS = 1_000_000
PERIODS = 52


def run() -> dict[str, object]:
    world = first_world(CUSTOMERS)
    lived = sum(simulate(world, PERIODS).books.held[1:].tolist())  # compiles, too
    seconds = best_of(2, lambda: simulate(world, PERIODS))
    return {
        "ns_per_customer_period": 1e9 * seconds / (CUSTOMERS * PERIODS),
        "ns_per_lived_customer_period": 1e9 * seconds / lived,
        "customers": CUSTOMERS,
        "periods": PERIODS,
        "ratios": {},
    }


def task() -> Callable[[], object]:
    world = first_world(CUSTOMERS // 10)
    return lambda: simulate(world, PERIODS)
