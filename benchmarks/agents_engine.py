"""The agents engine, a SimPy process a customer: time a customer-week of the frozen retail world.

Ratio: to the blocks engine, on the same world in the same run.
"""

from collections.abc import Callable

from best_of import best_of
from first_world import first_world

from hooper.engine.simulate import simulate

NAME = "agents_engine"
GROUP = "engine"
MUST = {"ns_per_customer_period": 100_000.0}
AIM = {"ns_per_customer_period": 20_000.0}

CUSTOMERS = 1_000
PERIODS = 52


def run() -> dict[str, object]:
    world = first_world(CUSTOMERS)
    for engine in ("agents", "blocks"):
        simulate(world, 1, engine=engine)  # compiles
    agents = best_of(3, lambda: simulate(world, PERIODS, engine="agents"))
    blocks = best_of(3, lambda: simulate(world, PERIODS, engine="blocks"))
    return {
        "ns_per_customer_period": 1e9 * agents / (CUSTOMERS * PERIODS),
        "customers": CUSTOMERS,
        "periods": PERIODS,
        "ratios": {"agents / blocks": agents / blocks},
    }


def task() -> Callable[[], object]:
    world = first_world(CUSTOMERS)
    return lambda: simulate(world, PERIODS, engine="agents")
