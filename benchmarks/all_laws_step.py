"""The step of the `default` world with every law on that a scenario can switch on, a million customers.

As in `default_step`: the compiled step with its block sums and events; no firm, no orders, no recording. Laws
that act only where their section stands (networks, price premiums) act too. Customers hear nothing and are no
members, so that rows stay as they are: the same arithmetic is done on them.
"""

from collections.abc import Callable
from typing import get_args

from default_step import CUSTOMERS, PERIODS, step

from hooper.scenario import presets
from hooper.scenario.law_names import OptionalLaw
from hooper.scenario.scenario import Scenario

NAME = "all_laws_step"
GROUP = "engine"
MUST = {"ns_per_customer_period": 90.0, "state_bytes_per_customer": 400.0}
AIM = {"ns_per_customer_period": 60.0}


def run() -> dict[str, object]:
    ns, state_bytes = step(with_all_laws(), CUSTOMERS)
    default, _ = step(presets.load("default"), CUSTOMERS)
    return {
        "ns_per_customer_period": ns,
        "state_bytes_per_customer": state_bytes,
        "customers": CUSTOMERS,
        "periods": PERIODS,
        "ratios": {"all laws / default": ns / default},
    }


def with_all_laws() -> Scenario:
    default = presets.load("default").model_dump()
    everything = {
        "switched_on": get_args(OptionalLaw),
        "network": {"people_per_1000": 1_000.0},
        "price_premium": {"premium": 0.05},
    }
    return Scenario.model_validate(default | everything)


def task() -> Callable[[], object]:
    return lambda: step(with_all_laws(), CUSTOMERS // 10)
