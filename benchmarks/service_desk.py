"""The service desk, sorting included: cases a second of the desk that takes cases as they come.

A period has 1,000 cases for 10 agents, 10,000 for 100, 100,000 for 1,000; the agents are busy for nine
tenths of the time. Cases a second are those of the slowest size; `seconds` is for 52 periods of the middle
one. With features: priorities (a third urgent), shifts and call-backs (a third accepts). Ratios: the SimPy
desk to each desk in the same run, on the same five periods of 1,000.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from best_of import best_of

from hooper.firm.case_order import order_of_arrival
from hooper.firm.desk import Desk, ServiceCases
from hooper.firm.desk_shifts import Timetable
from hooper.firm.priority_desk import PriorityDesk
from hooper.firm.service_desk import ServiceDesk
from hooper.firm.simpy_desk import SimPyDesk
from hooper.scenario.shifts import Shift

NAME = "service_desk"
GROUP = "engine"
MUST = {"cases_per_second": 5e6, "cases_per_second_with_features": 5e6}
AIM = {"cases_per_second": 12e6, "cases_per_second_with_features": 12e6}

SIZES = {"1,000 for 10": (1_000, 10), "10,000 for 100": (10_000, 100), "100,000 for 1,000": (100_000, 1_000)}
PERIODS = 52
MOST_CASES = 1_000_000
DAY_AND_NIGHT = Timetable.of([Shift(share_of_agents=0.9), Shift(until_hour=12.0, share_of_agents=0.1)])


def run() -> dict[str, object]:
    sizes = {label: size_ns(*size) for label, size in SIZES.items()}
    middle = sizes["10,000 for 100"]
    return {
        "seconds": middle["whole"] * 1e-9 * 10_000 * PERIODS,
        "cases_per_second": 1e9 / max(ns["whole"] for ns in sizes.values()),
        "cases_per_second_with_features": 1e9 / max(ns["with features"] for ns in sizes.values()),
        "ns_per_case": sizes,
        "ratios": simpy_ratios() | {"with features / without": middle["with features"] / middle["whole"]},
    }


def task() -> Callable[[], object]:
    periods = periods_of(10_000, 100, count=PERIODS)
    return lambda: serve(ServiceDesk(100), periods)


def size_ns(cases: int, agents: int) -> dict[str, float]:
    """Return nanoseconds a case: all of it, the sorting alone, what is left; and with all features."""
    periods = periods_of(cases, agents, count=min(PERIODS, MOST_CASES // cases))
    rich = [with_features(period) for period in periods]
    order = ns(periods, lambda: [order_of_arrival(each.arrival_days, each.customer_id) for each in periods])
    whole = ns(periods, lambda: serve(ServiceDesk(agents), periods))
    features = ns(periods, lambda: serve(PriorityDesk(agents, DAY_AND_NIGHT), rich))
    return {"whole": whole, "sort": order, "queue": whole - order, "with features": features}


def simpy_ratios() -> dict[str, float]:
    periods = periods_of(1_000, 10, count=5)
    rich = [with_features(period) for period in periods]
    plain = ns(periods, lambda: serve(ServiceDesk(10), periods))
    features = ns(periods, lambda: serve(PriorityDesk(10, DAY_AND_NIGHT), rich))
    return {
        "SimPy desk / hooper": ns(periods, lambda: serve(SimPyDesk(10), periods)) / plain,
        "SimPy desk / hooper, with features": ns(periods, lambda: serve(SimPyDesk(10, DAY_AND_NIGHT), rich))
        / features,
    }


def periods_of(cases: int, agents: int, count: int) -> list[ServiceCases]:
    chance = np.random.default_rng(1)
    return [
        ServiceCases.of(
            customer_id=chance.permutation(cases),
            arrival_days=period + chance.random(cases),
            service_days=chance.exponential(0.9 * agents / cases, cases),
            patience_days=chance.exponential(0.05, cases),
        )
        for period in range(count)
    ]


def with_features(cases: ServiceCases) -> ServiceCases:
    others, accepting = cases.customer_id % 3 > 0, cases.customer_id % 3 == 1
    return replace(cases, priority=others.astype(np.int64), accepts_call_back=accepting)


def serve(desk: Desk, periods: list[ServiceCases]) -> None:
    for period, cases in enumerate(periods):
        desk.serve(cases, period + 1.0)


def ns(periods: list[ServiceCases], task) -> float:
    task()
    return 1e9 * best_of(5, task) / sum(period.size for period in periods)
