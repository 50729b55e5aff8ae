"""The `default` world among a million people who know ten others each, against the same people as strangers.

The network is drawn before the clock starts, once for all repeats, as it is for all replications of a world.
"""

from collections.abc import Callable
from typing import Any

from best_of import best_of

from hooper.engine.simulate import simulate
from hooper.market.build_network import build_network
from hooper.scenario import presets
from hooper.scenario.scenario import Scenario

NAME = "network"
GROUP = "large"
MUST = {"ns more per customer-period": 10.0}

CUSTOMERS = 1_000_000
WEEKS = 52
REPEATS = 3
NETWORK: dict[str, Any] = {"kind": "small_world", "people_per_1000": 1_100.0, "mean_degree": 10.0}


def run() -> dict[str, object]:
    strangers, acquainted = world_of(None), world_of(NETWORK)
    assert acquainted.network is not None
    drawing = best_of(1, lambda: build_network(acquainted.network, CUSTOMERS))
    seconds = {
        name: best_of(REPEATS, lambda world=world: simulate(world, WEEKS))
        for name, world in {"strangers": strangers, "acquainted": acquainted}.items()
    }
    ns = {
        name: 1e9 * seconds[name] / customer_periods(world)
        for name, world in {"strangers": strangers, "acquainted": acquainted}.items()
    }
    return {
        "seconds": seconds["acquainted"],
        "customers": CUSTOMERS,
        "periods": WEEKS,
        "ns_per_customer_period": ns["acquainted"],
        "seconds to draw the network": drawing,
        "ratios": {"ns more per customer-period": ns["acquainted"] - ns["strangers"]},
    }


def task() -> Callable[[], object]:
    world = world_of(NETWORK, CUSTOMERS // 1_000)
    return lambda: simulate(world, WEEKS)


def world_of(network: dict[str, Any] | None, customers: int = CUSTOMERS) -> Scenario:
    values = presets.load("default", [f"founders.customers={customers}"]).model_dump()
    return Scenario.model_validate(values | {"network": network})


def customer_periods(world: Scenario) -> int:
    return int(simulate(world, WEEKS).books.held[:-1].sum())
