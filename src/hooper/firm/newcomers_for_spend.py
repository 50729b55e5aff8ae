"""More newcomers for what is spent on them beyond the plan, on the curve on which the plan lies.

Spend A on all newcomers brings `N (1 - e^-(k A))` of them, of whom the plan reaches the share a. With n
planned newcomers at c each, `N = n / a` and `k = -log(1 - a) / (c n)`, so that s more bring
`n (1 - a) / a (1 - e^-(k s))`: the first of them cost more than the last of the plan. Fractions of people add
up.
Source: Blattberg and Deighton (1996), Manage marketing by the customer equity test, Harvard Business Review
74(4): 136-144.
"""

import math

import numpy as np
from numpy.typing import NDArray

from hooper.firm.customer_ids import PAID, bought_ids
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.firm_settings import AcquisitionSettings

# A hair of a person, so that a spend for one a period brings one in each.
_ROUNDING = 1e-9


class NewcomersForSpend:
    """How many come for what is `spent` in a period; `owed` are fractions of people.

    >>> settings = AcquisitionSettings(newcomers_per_month_per_1000=10.0, cost_per_newcomer=5.0)
    >>> more = NewcomersForSpend(settings, reached=0.5, founders=1_000, period_days=DAYS_PER_MONTH)
    >>> more.spent = 50.0
    >>> more.come(period=3).size
    5
    """

    def __init__(
        self, settings: AcquisitionSettings, reached: float, founders: int, period_days: float
    ) -> None:
        months = period_days / DAYS_PER_MONTH
        planned = settings.newcomers_per_month_per_1000 * founders / 1000.0 * months
        self._most = planned * (1.0 - reached) / reached
        self._planned_cost = planned * settings.cost_per_newcomer
        self._log_missed = math.log1p(-reached) if self._most else 0.0
        self.spent, self.owed = 0.0, 0.0

    def come(self, period: int) -> NDArray[np.uint64]:
        """Return the ids of whom the spend of a period brings."""
        if self._most and self._planned_cost:
            share = -math.expm1(self._log_missed * (self.spent / self._planned_cost))
            # In the precision of the laws: the same on every machine.
            self.owed += float(np.float32(self._most * share))
        count = math.floor(self.owed + _ROUNDING)
        self.owed -= count
        return bought_ids(PAID, period, count)
