"""The reference workload `crm52` through the engine: a user's own laws, with SimPy as their clock.

CPU time of one thread, the best of several runs. Outcomes that are not those of the peers are an error.
"""

import numpy as np
from best_of import best_of_cpu
from crm52_laws import PERIODS, physics

from hooper.engine.lone_customers import LoneCustomers

NAME = "crm52"
GROUP = "engine"

CUSTOMERS = 1_000_000
FEW = 100_000
BANDS = {"profit": (51.7, 0.2), "purchases": (6.18, 0.03), "churned": (0.628, 0.004)}


def run() -> dict[str, object]:
    outcome = outcome_of(lived(CUSTOMERS))
    check(outcome)
    few, many = (ns(customers) for customers in (FEW, CUSTOMERS))
    return {
        "ns_per_customer_period": many,
        "ns_per_customer_period_1e5": few,
        "customers": CUSTOMERS,
        "outcome": outcome,
        "ratios": {},
    }


def ns(customers: int) -> float:
    """Return the CPU time of a customer-period, entry and compilation excluded."""
    physics_of_all = physics()
    ready = [LoneCustomers(physics_of_all, (1, 0), customers) for _ in range(3)]
    for each in ready:
        each.enter(customers)
    waiting = iter(ready)
    return 1e9 * best_of_cpu(3, lambda: next(waiting).live(PERIODS)) / (customers * PERIODS)


def lived(customers: int) -> LoneCustomers:
    everybody = LoneCustomers(physics(), (1, 0), customers)
    everybody.enter(customers)
    everybody.live(PERIODS)
    return everybody


def outcome_of(everybody: LoneCustomers) -> dict[str, float]:
    values = everybody.population.values
    return {
        "profit": float(values("profit").mean(dtype=np.float64)),
        "purchases": float(values("purchases").mean(dtype=np.float64)),
        "churned": float((values("state") == 4.0).mean()),
    }


def check(outcome: dict[str, float]) -> None:
    for name, (expected, band) in BANDS.items():
        if abs(outcome[name] - expected) > band:
            raise ValueError(f"crm52: {name} is {outcome[name]}, not {expected} +- {band}")
