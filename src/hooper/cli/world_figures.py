"""The figures of one world: its bucket, where its profit comes from, and how departments bear their load."""

from typing import TYPE_CHECKING

import numpy as np

from hooper.economics.cohort_triangle import triangle_of_stays
from hooper.economics.ledger import ACCOUNTS
from hooper.economics.stays import stays
from hooper.economics.whale_curve import whale_curve
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.report import figures
from hooper.report.figure_data import CohortTriangle
from hooper.scenario.scenario import Scenario

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from hooper.engine.simulated import Simulated

_CURRENCY = "currency units"
_LOAD, _SERVICE_LEVEL = "load", "service_level"


def world_figures(simulated: "Simulated", scenario: Scenario) -> "dict[str, Figure]":
    """Return the figures of a world, by the names of their files."""
    books, customers = simulated.books, simulated.history.truth.accounts
    booked = books.ledger.accounts.sum(axis=0).tolist()
    accounts: dict[str, float] = dict(zip(ACCOUNTS, booked, strict=True))
    overheads = {name: -float(costs.sum()) for name, costs in books.pools.items() if costs.any()}
    overheads["strategy_cost"] = float(books.ledger.flows()["strategy_cost"].sum())
    drawn = {
        "bucket": figures.bucket_flow(books.bucket(), scenario.period),
        "profit_waterfall": figures.profit_waterfall(accounts, overheads, _CURRENCY),
    }
    _, customer = np.unique(customers["customer_id"].to_numpy(), return_inverse=True)
    amounts = np.sum([customers[name].to_numpy() for name in ACCOUNTS], axis=0)
    profit = np.zeros(int(customer.max(initial=-1)) + 1)
    np.add.at(profit, customer, amounts)
    if profit.sum() > 0.0:
        drawn["whale_curve"] = figures.whale_curve(whale_curve(profit).cumulative_share)
    return drawn | _cohorts(simulated, scenario) | _service_levels(simulated)


def _cohorts(simulated: "Simulated", scenario: Scenario) -> "dict[str, Figure]":
    """Return the figure of who is still there, by the quarter of entry; none in a world of one quarter."""
    periods, step = len(simulated.books.leaks), max(1, round(DAYS_PER_YEAR / 4.0 / scenario.period_days))
    if periods < 2 * step:
        return {}
    counted = triangle_of_stays(stays(simulated.history.truth, scenario.period_days, periods), periods, step)
    told = CohortTriangle(
        cohorts=tuple(f"quarter {k + 1}" for k in range(len(counted.counts))),
        sizes=np.nan_to_num(counted.counts[:, 0]).astype(np.int64),
        values=100.0 * counted.retention,
        period_name="quarter",
        entry="entry",
        measure="% of those who came in together who are there",
    )
    return {"cohort_triangle": figures.cohort_triangle(told)}


def _service_levels(simulated: "Simulated") -> "dict[str, Figure]":
    """Return a figure for every department that knows its load and its service level."""
    operations = simulated.books.operations
    departments = [name.removesuffix(f".{_LOAD}") for name in operations if name.partition(".")[2] == _LOAD]
    return {
        f"{department}_{_SERVICE_LEVEL}": figures.service_level_against_load(
            operations[f"{department}.{_LOAD}"],
            operations[f"{department}.{_SERVICE_LEVEL}"],
            f"{department.replace('_', ' ')}: in time",
        )
        for department in departments
        if f"{department}.{_SERVICE_LEVEL}" in operations
    }
