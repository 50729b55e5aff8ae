"""The `default` world among a million people who know ten others each, against the same people as strangers.

The network is drawn before the clock starts, once for all repeats, as it is for all replications of a world.
Worlds take turns, since what a machine has left for them changes by more than a network costs.
"""

import time
from collections.abc import Callable
from typing import Any

from hooper.engine.simulate import simulate
from hooper.market.build_network import build_network
from hooper.scenario import presets
from hooper.scenario.network_settings import NetworkSettings
from hooper.scenario.scenario import Scenario

NAME = "network"
GROUP = "large"
MUST = {"ns more per customer-period": 10.0}

CUSTOMERS = 1_000_000
WEEKS = 52
REPEATS = 3
NETWORK = NetworkSettings(kind="small_world", people_per_1000=1_100.0, mean_degree=10.0)


def run() -> dict[str, object]:
    began = time.process_time()
    _ = build_network(NETWORK, CUSTOMERS)
    drawing = time.process_time() - began
    strangers, acquainted = least_ns(world_of(None), world_of(NETWORK))
    return {
        "customers": CUSTOMERS,
        "periods": WEEKS,
        "ns_per_customer_period": acquainted,
        "seconds to draw the network": drawing,
        "ratios": {"ns more per customer-period": acquainted - strangers},
    }


def task() -> Callable[[], object]:
    world = world_of(NETWORK, CUSTOMERS // 1_000)
    return lambda: simulate(world, WEEKS)


def world_of(network: NetworkSettings | None, customers: int = CUSTOMERS) -> Scenario:
    values: dict[str, Any] = presets.load("default", [f"founders.customers={customers}"]).model_dump()
    return Scenario.model_validate(values | {"network": network and network.model_dump()})


def least_ns(*worlds: Scenario) -> list[float]:
    """Return the least nanoseconds a customer-period of each world, in turns."""
    least = [float("inf")] * len(worlds)
    for _ in range(REPEATS):
        for place, world in enumerate(worlds):
            began = time.process_time()
            lived = simulate(world, WEEKS).books.held[:-1].sum()
            least[place] = min(least[place], 1e9 * (time.process_time() - began) / float(lived))
    return least
