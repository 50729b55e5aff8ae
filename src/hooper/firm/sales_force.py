"""The sales force: reps visit customers as long as they have time, and whose visit is overdue feels neglect.

A visit is due some days after the last one. In a period the reps make those that are due, key accounts
first, then the earliest due first, until their hours are used up. Whoever is still waiting feels
`min(1, a * periods overdue)`. Where reps can make a share c of the visits that fall due, and all customers
have one interval, each is visited every 1 / c intervals, and is on time for a share c of the days.
Source: Zoltners and Sinha (2005), Sales territory design: thirty years of modeling and implementation,
Marketing Science 24(3), for a sales force as hours that are spent on calls by account.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import Felt, Happened, PlacedOrders, Roster, Work
from hooper.firm.first_in_line import first_in_line
from hooper.firm.visit_plan import UNKNOWN, due_days, first_place
from hooper.foundation.jit import compiled
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.sales_force_settings import SalesForceSettings


class SalesForce:
    """The department that visits. It remembers visits and sales by slot, and hours too few for a visit.

    >>> SalesForce(SalesForceSettings(reps_per_1000=2.0), founders=5_000).reps
    10
    """

    name = "sales_force"
    every = 1

    def __init__(self, settings: SalesForceSettings, founders: int) -> None:
        self.settings = settings
        self.reps = settings.reps(founders)
        self._last_days = np.empty(0)
        self._sales = np.empty(0)
        self._hours_left = 0.0

    def work(self, happened: Happened) -> Work:
        """Make the visits of a period, and let those be felt that were due and not made."""
        there = happened.there
        self._last_days = _of_those_there(self._last_days, there, UNKNOWN)
        self._note_sales(happened.orders, there)
        between = self._days_between_visits(happened)
        due = self._due_days(happened, between)
        waiting = np.flatnonzero(due < happened.ends_days)
        visited = waiting[self._chosen(there, waiting, due[waiting], happened)]
        when = np.maximum(due[visited], happened.begins_days)
        self._last_days[there.slots[visited]] = when
        made = {
            "customer_id": there.customer_id[visited],
            "time_days": when,
            "overdue_days": when - due[visited],
        }
        due[visited] = happened.ends_days
        neglect = self._neglect(there.slots[waiting], due[waiting], happened)
        return Work(
            self._cost(happened, visited.size),
            {"neglect_felt": neglect},
            {"visits": made},
            operations=self._operations(happened, between, visited.size, neglect.slots.size),
        )

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that the department has to remember."""
        return {
            "last_days": self._last_days.copy(),
            "sales": self._sales.copy(),
            "hours_left": np.array(self._hours_left),
        }

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on where the department with this state stopped."""
        self._last_days, self._sales = state["last_days"].copy(), state["sales"].copy()
        self._hours_left = float(state["hours_left"])

    def _days_between_visits(self, happened: Happened) -> NDArray[np.float64]:
        """Return after how many days the next visit is due, by stage: one a period at most."""
        days = np.array(self.settings.days_between_visits())
        return np.where(days > 0.0, np.maximum(days, happened.period_days), 0.0)

    def _due_days(self, happened: Happened, between: NDArray[np.float64]) -> NDArray[np.float64]:
        there, due = happened.there, np.empty(happened.there.slots.size)
        customers = there.slots, first_place(there.customer_id), there.stages
        due_days(*customers, between, happened.begins_days, self._last_days, due)
        return due

    def _note_sales(self, orders: PlacedOrders, there: Roster) -> None:
        if not self.settings.key_account_share:
            return
        sold = np.bincount(orders.slots, orders.amount, self._last_days.size)[: self._last_days.size]
        self._sales = _of_those_there(self._sales, there, 0.0)
        self._sales[there.slots] += sold[there.slots]

    def _chosen(
        self, there: Roster, waiting: NDArray[np.int64], due: NDArray[np.float64], happened: Happened
    ) -> NDArray[np.int64]:
        """Return the places among those waiting of those who are visited in the hours of a period."""
        settings, ids = self.settings, there.customer_id[waiting]
        hours = self._hours(happened) + self._hours_left
        visits = int(hours / settings.hours_per_visit)
        enough = visits >= waiting.size
        self._hours_left = 0.0 if enough else hours - visits * settings.hours_per_visit
        if enough:
            return np.arange(waiting.size)
        if not settings.key_account_share:
            return first_in_line(due, ids, visits)
        sales = self._sales[there.slots[waiting]]
        is_key = sales > settings.key_account_share * self._sales.sum()
        key, other = np.flatnonzero(is_key), np.flatnonzero(~is_key)
        first = key[first_in_line(due[key], ids[key], visits)]
        return np.concatenate([first, other[first_in_line(due[other], ids[other], visits - first.size)]])

    def _neglect(self, slots: NDArray[np.int64], due: NDArray[np.float64], happened: Happened) -> Felt:
        overdue = happened.ends_days - due
        neglected = overdue > 0.0
        periods = overdue[neglected] / happened.period_days
        return Felt(slots[neglected], np.minimum(1.0, self.settings.neglect_per_overdue_period * periods))

    def _hours(self, happened: Happened) -> float:
        return self.reps * self.settings.visit_hours_per_month * happened.period_days / DAYS_PER_MONTH

    def _operations(
        self, happened: Happened, between: NDArray[np.float64], visits: int, late: int
    ) -> dict[str, float]:
        """Return visits made, the hours that visits fall due for as a share of all, and who is on time."""
        each_stage = np.bincount(happened.there.stages, minlength=between.size)
        visited = between > 0.0
        falling_due = float((each_stage[visited] * happened.period_days / between[visited]).sum())
        hours, customers = self._hours(happened), happened.there.slots.size
        return {
            "visits": float(visits),
            "load": falling_due * self.settings.hours_per_visit / hours if hours else np.nan,
            "service_level": 1.0 - late / customers if customers else np.nan,
        }

    def _cost(self, happened: Happened, visits: int) -> float:
        settings = self.settings
        wages = self.reps * settings.rep_cost_per_month * happened.period_days / DAYS_PER_MONTH
        commission = settings.commission_share * float(happened.orders.amount.sum())
        return wages + settings.cost_per_visit * visits + commission


def _of_those_there(values: NDArray[np.float64], there: Roster, nothing: float) -> NDArray[np.float64]:
    """Return values by slot, with room for all who are there; of whoever has left nothing is kept."""
    kept = np.full(max(values.size, there.slots.max(initial=-1) + 1), nothing)
    _take_over(values, there.slots, kept)
    return kept


@compiled
def _take_over(values: NDArray[np.float64], slots: NDArray[np.int64], kept: NDArray[np.float64]) -> None:
    for slot in slots:
        if slot < values.size:
            kept[slot] = values[slot]
