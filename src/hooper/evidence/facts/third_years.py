"""The third year of a world: what its customers paid, and what each brought after what serving them cost.

By then founders have been paid for, and newcomers are paid for in the year in which they come. The service
desk is charged to those who called it, by the number of their cases.
"""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.economics.activity_costs import CostPool
from hooper.economics.customer_profitability import CustomerProfitability, customer_profitability
from hooper.economics.ledger import ACCOUNTS
from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.simulated import Simulated
from hooper.evidence.facts.changed_worlds import with_setting
from hooper.evidence.facts.default_world import of_size
from hooper.evidence.facts.fact import Sample
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import THREADS, first_periods
from hooper.scenario.scenario import Scenario

YEARS: Final = 3
_ALIKE: Final = 10_000.0


def third_year(sample: Sample) -> CustomerProfitability:
    """Return what each customer who was there in the third year paid and brought in it."""
    return lived_years(of_size(sample.scenario, sample.size.customers), sample.seed)  # pyright: ignore[reportArgumentType]  # frozen settings have a hash


def third_year_of_alike(sample: Sample) -> CustomerProfitability:
    """Return the same where all customers buy at one rate and for one amount, and cost alike to serve."""
    alike, buyer = sample.scenario, sample.scenario.buyer
    for path, value in (
        ("buyer.rate_shape", _ALIKE),
        ("buyer.spend_q", _ALIKE),
        ("buyer.spend_gamma", buyer.spend_gamma * (_ALIKE - 1.0) / (buyer.spend_q - 1.0)),
        ("rate_drift.sd", 0.0),
        ("cost_to_serve.own_log_sd", 0.0),
    ):
        alike = with_setting(alike, path, value)
    return lived_years(of_size(alike, sample.size.customers), sample.seed)  # pyright: ignore[reportArgumentType]  # as above


@lru_cache(maxsize=2)
def lived_years(scenario: Scenario, seed: int) -> CustomerProfitability:
    """Live three years; facts of the same world live them once."""
    year = first_periods(12, scenario.period_days)[-1]
    plan = RunPlan((seed, 0), YEARS * year, accounting_periods=year)
    return profitability_of_last_year(run(laboratory(scenario), plan, threads=THREADS), year, scenario)


def profitability_of_last_year(simulated: Simulated, year: int, scenario: Scenario) -> CustomerProfitability:
    """Return the profitability, over the last `year` periods, of everybody who was there in them.

    Serving somebody is posted as long as she is there. Who has left and still warns others is not counted.
    """
    history, pools = simulated.history, simulated.books.pools
    table = history.truth.accounts
    last = table["period"].to_numpy() == table["period"].to_numpy().max()
    was_there = last & (table["base_profit"].to_numpy() != 0.0)
    ids = table["customer_id"].to_numpy()[was_there]
    since = simulated.end_days - year * scenario.period_days
    contribution = np.sum([table[name].to_numpy()[was_there] for name in ACCOUNTS], axis=0)
    orders, cases = history.observed.transactions, history.observed.others["service_cases"]
    paid, called = (
        _by_customer(ids, each["customer_id"].to_numpy(), each["time_days"].to_numpy() >= since, amounts)
        for each, amounts in ((orders, orders["amount"].to_numpy()), (cases, np.ones(cases.num_rows)))
    )
    desk = CostPool("service_desk", float(pools["service_desk"][-year:].sum()), called)
    return customer_profitability(paid, contribution, [desk])


def _by_customer(
    ids: NDArray[np.uint64], who: NDArray[np.uint64], counted: NDArray[np.bool_], amounts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Add amounts up by customer; `ids` are sorted, and whoever is not among them is left out."""
    place = np.minimum(np.searchsorted(ids, who), ids.size - 1)
    counted = counted & (ids[place] == who)
    added = np.zeros(ids.size)
    np.add.at(added, place[counted], amounts[counted])
    return added
