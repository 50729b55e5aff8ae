"""What has become of customers since the branch: what each brought, and whether a strategy contacted her.

Strategies part at the branch, so that all of this can be set beside what another strategy made of the same
customers. It is kept by slot while a world runs: a study needs no history of it.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.economics.customer_accounts import CustomerAccounts
from hooper.economics.discounting import discount_factors
from hooper.engine.plan import RunPlan
from hooper.engine.population import Population
from hooper.firm.department import part_of
from hooper.foundation.workers import Workers
from hooper.history.customer_summary import CustomerSummary
from hooper.history.running_summary import RunningSummary
from hooper.mechanisms.life_stages import GONE
from hooper.scenario.scenario import Scenario


class SinceBranch:
    """Customers by slot, from the branch of a plan on.

    Those who were known at the branch have the first slots; `stage_before` are their stages by then, None
    before the branch. Of everybody, `worth` is the present value at the branch of what she has brought since,
    currency units, and `contacted` whether a strategy has contacted her. Accounts are closed every few
    periods, and each closing counts at the mean factor of its periods.
    """

    def __init__(self, scenario: Scenario, plan: RunPlan, population: Population) -> None:
        self._plan, self._population = plan, population
        self._days = scenario.period_days
        periods = max(plan.periods - plan.branch_period, 0)
        self._factors = discount_factors(
            periods, scenario.period_days, scenario.economics.discount_rate_per_year
        )
        self._summary = RunningSummary(0)
        self.stage_before: NDArray[np.int8] | None = None
        self.worth = np.zeros(population.capacity)
        self.contacted = np.zeros(population.capacity, np.bool_)

    @property
    def known(self) -> int:
        """How many were known at the branch."""
        return 0 if self.stage_before is None else self.stage_before.size

    def begin(self, summary: RunningSummary, accounts: CustomerAccounts) -> None:
        """Note who is known at the branch, and leave out what the open accounts have from before."""
        self.stage_before = self._population.values("stage").astype(np.int8)
        self._summary.restore(summary.state(self.known))
        self._make_room()
        before = accounts.of_customers.sum(axis=0)
        self.worth[: before.size] -= self._factor(self._plan.branch_period, self._next_closing()) * before

    def summary_before(self, workers: Workers) -> CustomerSummary:
        """Return what the firm knew at the branch of those whom it knew, in the order of slots."""
        ids = self._population.customer_id[: self.known].copy()
        return self._summary.customer_summary(ids, self._plan.branch_period * self._days, workers)

    def contact(self, slots: NDArray[np.int64]) -> None:
        """Note whom a strategy contacts."""
        self._make_room()
        self.contacted[slots] = True

    def close(self, period: int, accounts: CustomerAccounts) -> None:
        """Take up what the accounts of customers hold, before they begin anew after a period."""
        began = max(accounts.since_period, self._plan.branch_period)
        if self.stage_before is None or began > period:
            return
        self._make_room()
        brought = accounts.of_customers.sum(axis=0)
        self.worth[: brought.size] += self._factor(began, period) * brought

    def is_there(self) -> NDArray[np.bool_]:
        """Return who of those known at the branch is a customer now, `(n_known,)`."""
        return self._population.values_at("stage", np.arange(self.known)) < GONE

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        if self.stage_before is None:
            return {}
        customers = self._population.size
        return {
            "worth": self.worth[:customers].copy(),
            "contacted": self.contacted[:customers].copy(),
            "stage_before": self.stage_before.copy(),
            **{f"summary.{name}": each for name, each in self._summary.state(self.known).items()},
        }

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        if not state:
            return
        self._make_room()
        self.worth[: state["worth"].size] = state["worth"]
        self.contacted[: state["contacted"].size] = state["contacted"]
        self.stage_before = state["stage_before"].astype(np.int8)
        self._summary.restore(part_of(state, "summary"))

    def _next_closing(self) -> int:
        every, branch = self._plan.accounting_periods, self._plan.branch_period
        return min(branch // every * every + every, self._plan.periods) - 1

    def _factor(self, first: int, last: int) -> float:
        branch = self._plan.branch_period
        return float(self._factors[first - branch : last - branch + 1].mean())

    def _make_room(self) -> None:
        room, capacity = self.worth.size, self._population.capacity
        if room < capacity:
            self.worth = np.concatenate([self.worth, np.zeros(capacity - room)])
            self.contacted = np.concatenate([self.contacted, np.zeros(capacity - room, np.bool_)])
