"""The `default` world with every department at work, against the same world without them.

With departments so much fails, and people complain so much, that 5 % of customer-weeks raise a case; reps,
packers, specialists and agents are as many as the work needs. Times are those of a customer-period, since
departments change how many customers there are. `by department` is what the world takes with that one alone,
against the world in which as much fails and the desk is the only department.
"""

from collections.abc import Callable
from typing import Any

from best_of import best_of

from hooper.engine.simulate import simulate
from hooper.scenario import presets
from hooper.scenario.scenario import Scenario

NAME = "all_departments"
GROUP = "engine"
MUST = {"departments / default": 2.0}
AIM = {"departments / default": 1.5}

CUSTOMERS = 100_000
WEEKS = 26
REPEATS = 3
MUCH_FAILS: dict[str, dict[str, Any]] = {
    "failure": {"failure_per_order": 0.035, "failure_per_month_of_use": 0.045, "complaint_share": 0.8},
    "desk": {"agents_per_1000": 2.0},
}
DEPARTMENTS: dict[str, dict[str, Any]] = {
    "staff": {},
    "self_service": {},
    "tickets": {"specialists_per_1000": 2.0},
    "fulfilment": {"packers_per_1000": 2.0},
    "sales_force": {"reps_per_1000": 10.0},
    "contact_management": {},
    "leads": {},
    "surveys": {},
    "campaigns": {"budget_per_month": 5_000.0, "planned": ({"name": "letters"},)},
    "credit": {},
    "care": {},
    "ties": {},
    "business_intelligence": {},
}


def run() -> dict[str, object]:
    default, troubled = world_of({}), world_of(MUCH_FAILS)
    everything = world_of(MUCH_FAILS | DEPARTMENTS)
    alone = {name: world_of(MUCH_FAILS | {name: settings}) for name, settings in DEPARTMENTS.items()}
    base, desk_only, whole = (ns(world) for world in (default, troubled, everything))
    return {
        "seconds": whole * 1e-9 * customer_periods(everything),
        "customers": CUSTOMERS,
        "periods": WEEKS,
        "ns_per_customer_period": whole,
        "case rate per customer-week": case_rate(everything),
        "ratios": {"departments / default": whole / base, "desk only / default": desk_only / base},
        "by department": {name: ns(world) / desk_only for name, world in alone.items()},
    }


def task() -> Callable[[], object]:
    world = world_of(MUCH_FAILS | DEPARTMENTS, CUSTOMERS // 100)
    return lambda: simulate(world, WEEKS)


def world_of(sections: dict[str, dict[str, Any]], customers: int = CUSTOMERS) -> Scenario:
    values = presets.load("default", [f"founders.customers={customers}"]).model_dump()
    changed = {name: (values[name] or {}) | settings for name, settings in sections.items()}
    return Scenario.model_validate(values | changed)


def ns(world: Scenario) -> float:
    """Return nanoseconds a customer-period."""
    return 1e9 * best_of(REPEATS, lambda: simulate(world, WEEKS)) / customer_periods(world)


def customer_periods(world: Scenario) -> int:
    return int(simulate(world, WEEKS).books.held[:-1].sum())


def case_rate(world: Scenario) -> float:
    books = simulate(world, WEEKS).books
    return float(books.operations["service_desk.cases"].sum() / books.held[:-1].sum())
