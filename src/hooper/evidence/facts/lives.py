"""The lives of a cohort without a firm, month by month, as arrays that facts are measured on.

A month begins with the period of the world that begins nearest to it. Nothing couples one customer to
another, so a cohort of many customers is as good as many cohorts.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.engine.lone_customers import LoneCustomers
from hooper.engine.world import World
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.life_stages import GONE

# All that the machine has: no figure depends on them.
THREADS: Final = os.cpu_count() or 1


@dataclass(frozen=True)
class Step:
    """A change of a signal, which is zero before, to `size`; it lasts from `month` on."""

    signal: str
    month: int
    size: float


NO_STEP: Final = Step("quality_change", 0, 0.0)


@dataclass(frozen=True)
class Lives:
    """What becomes of `n` customers who enter together.

    `stage` (int8) and the `recorded` rows of state (float32) have the shape `(months + 1, n)`: row t is
    how month t begins, and the last is the end. `orders` (int8) has the shape `(months, n)`.
    """

    stage: NDArray[np.int8]
    orders: NDArray[np.int8]
    recorded: Mapping[str, NDArray[np.float32]]

    @cached_property
    def there(self) -> NDArray[np.bool_]:
        """Who is there when each month begins, and at the end, shape `(months + 1, n)`."""
        return self.stage != GONE

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many are there when each month begins, and at the end, shape `(months + 1,)`."""
        return self.there.sum(axis=1)

    @property
    def survival(self) -> NDArray[np.float64]:
        """The share of the cohort that is there when each month begins, and at the end."""
        return self.counts / self.there.shape[1]

    @property
    def months_lived(self) -> NDArray[np.int64]:
        """The number of months that each customer lived, that of leaving included, shape `(n,)`."""
        return self.there[:-1].sum(axis=0)

    @property
    def satisfaction(self) -> NDArray[np.float32]:
        """Cumulative satisfaction when each month begins, and at the end, shape `(months + 1, n)`."""
        return self.recorded["satisfaction"]

    def retention(self, among: NDArray[np.bool_], month: int, months: int) -> float:
        """Return the share of those of `among` there when `month` begins who are there `months` later."""
        begin = among & self.there[month]
        return float(self.there[month + months][begin].mean()) if begin.any() else np.nan


def live_cohort(
    world: World,
    months: int,
    customers: int,
    key: tuple[int, int],
    recorded: tuple[str, ...] = ("satisfaction",),
    step: Step = NO_STEP,
) -> Lives:
    """Let a cohort enter and live; `key` is (seed, replication), `recorded` the rows of state to keep."""
    lone = LoneCustomers(world.physics, key, customers, THREADS)
    lone.enter(customers)
    begins = first_periods(months, world.scenario.period_days)
    stage = np.zeros((months + 1, customers), np.int8)
    orders = np.zeros((months, customers), np.int8)
    states = {row: np.zeros((months + 1, customers), np.float32) for row in recorded}
    for month in range(months + 1):
        stage[month] = lone.population.values("stage")
        for row, values in states.items():
            values[month] = lone.population.values(row)
        if month < months:
            change = step.size if month >= step.month else 0.0
            for outcome in lone.live(begins[month + 1] - begins[month], {step.signal: change}):
                bought = outcome.events["orders"]
                orders[month, bought.slots] += bought.columns["orders"].astype(np.int8)
    lone.close()
    return Lives(stage, orders, states)


def first_periods(months: int, period_days: float) -> list[int]:
    """Return the period with which each month begins, the one after the last too.

    >>> first_periods(6, 7.0)
    [0, 4, 9, 13, 17, 22, 26]
    """
    return [round(month * DAYS_PER_MONTH / period_days) for month in range(months + 1)]
