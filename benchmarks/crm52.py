"""The reference workload `crm52` through the engine: a user's own laws, with SimPy as their clock.

CPU time of one thread, the best of several runs; entry and compilation are not counted. An outcome
that is not that of the peers is an error. Ratios: to the floor in C, and of SimPy to us, in the same run.
"""

from collections.abc import Callable

import numpy as np
from best_of import best_of
from crm52_laws import PERIODS, physics
from peers.beside_peers import ratios_to_peers
from peers.workload import misses

from hooper.engine.lone_customers import LoneCustomers

NAME = "crm52"
GROUP = "engine"
MUST = {
    "ns_per_customer_period_1e5": 6.0,
    "ns_per_customer_period": 7.0,
    "hooper / floor": 2.6,
    "SimPy / hooper": 300.0,
}
AIM = {
    "ns_per_customer_period_1e5": 3.5,
    "ns_per_customer_period": 4.0,
    "hooper / floor": 1.6,
    "SimPy / hooper": 600.0,
}

CUSTOMERS = 1_000_000
FEW = 100_000
REPEATS = 5


def run() -> dict[str, object]:
    everybody = newcomers(CUSTOMERS)
    everybody.live(PERIODS)
    outcome = outcome_of(everybody)
    few, many = ns(FEW), ns(CUSTOMERS)
    return {
        "ns_per_customer_period": many,
        "ns_per_customer_period_1e5": few,
        "customers": CUSTOMERS,
        "bytes_per_customer": round(everybody.population.blocks.nbytes / CUSTOMERS),
        "outcome": outcome,
        "ratios": ratios_to_peers(many),
    }


def task() -> Callable[[], object]:
    everybody = newcomers(FEW)
    return lambda: everybody.live(PERIODS)


def ns(customers: int) -> float:
    """Return the CPU time of a customer-period."""
    everybody = newcomers(customers)
    return 1e9 * best_of(REPEATS, lambda: everybody.live(PERIODS)) / (customers * PERIODS)


def newcomers(customers: int) -> LoneCustomers:
    everybody = LoneCustomers(physics(), (1, 0), customers)
    everybody.enter(customers)
    return everybody


def outcome_of(everybody: LoneCustomers) -> dict[str, float]:
    """Return the outcome a customer; raises `ValueError` if it is not that of the peers."""
    values = everybody.population.values
    outcome = {
        "profit": float(values("profit").mean(dtype=np.float64)),
        "purchases": float(values("purchases").mean(dtype=np.float64)),
        "churned": float((values("state") == 4.0).mean()),
    }
    if missed := misses(outcome):
        raise ValueError(f"crm52: {'; '.join(missed)}")
    return {**outcome, "outcome_customers": everybody.population.size}
