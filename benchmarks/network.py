"""What a network costs: the `default` world among a million people who know ten others each.

The time in which talk spreads and exits are told is taken inside the run. The difference to the same people
as strangers would be no figure of the network: a run of a million customers takes 50 ns more or less a
customer-period, as fresh memory happens to be had. The network is drawn before, once for all replications.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

from hooper.engine.simulate import simulate
from hooper.engine.word_of_mouth import WordOfMouth
from hooper.market.build_network import build_network
from hooper.scenario import presets
from hooper.scenario.network_settings import NetworkSettings
from hooper.scenario.scenario import Scenario

NAME = "network"
GROUP = "large"
MUST = {"ns more per customer-period": 10.0}

CUSTOMERS = 1_000_000
WEEKS = 52
REPEATS = 2
NETWORK = NetworkSettings(kind="small_world", people_per_1000=1_100.0, mean_degree=10.0)
_WORK = ("enter", "come_back", "come_by_themselves", "spread")


def run() -> dict[str, object]:
    began = time.process_time()
    _ = build_network(NETWORK, CUSTOMERS)
    drawing = time.process_time() - began
    whole, network = (min(times) for times in zip(*(ns_of(world_of()) for _ in range(REPEATS)), strict=True))
    return {
        "customers": CUSTOMERS,
        "periods": WEEKS,
        "ns_per_customer_period": whole,
        "seconds to draw the network": drawing,
        "ratios": {"ns more per customer-period": network},
    }


def task() -> Callable[[], object]:
    world = world_of(CUSTOMERS // 1_000)
    return lambda: simulate(world, WEEKS)


def world_of(customers: int = CUSTOMERS) -> Scenario:
    default = presets.load("default", [f"founders.customers={customers}"])
    return Scenario.model_validate(default.model_dump() | {"network": NETWORK.model_dump()})


def ns_of(world: Scenario) -> tuple[float, float]:
    """Return the nanoseconds a customer-period of a whole run, and of its network."""
    with timed(WordOfMouth, _WORK) as seconds:
        began = time.process_time()
        lived = float(simulate(world, WEEKS).books.held[:-1].sum())
        whole = time.process_time() - began
    return 1e9 * whole / lived, 1e9 * sum(seconds) / lived


@contextmanager
def timed(kind: type, methods: tuple[str, ...]) -> Iterator[list[float]]:
    """Give a list to which every call of some methods of a class adds its seconds of this process."""
    seconds: list[float] = []
    plain = {name: getattr(kind, name) for name in methods}

    def with_clock(method):
        @wraps(method)
        def call(*arguments):
            began = time.process_time()
            try:
                return method(*arguments)
            finally:
                seconds.append(time.process_time() - began)

        return call

    try:
        for name, method in plain.items():
            setattr(kind, name, with_clock(method))
        yield seconds
    finally:
        for name, method in plain.items():
            setattr(kind, name, method)
