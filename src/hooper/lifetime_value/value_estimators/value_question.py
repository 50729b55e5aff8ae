"""What every estimator of customer value is asked: what will each known customer bring by the horizon?"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_WEEK, discount_factor
from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.history.observed import Observed

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ValueQuestion:
    """A log, a cut and a horizon; what is asked is the discounted margin of each customer in between.

    Estimators see purchases up to `cut_days` only, in days since the origin of the log, and value those
    who had bought by then in the order of `summary`. `margin` is the share of revenue that is profit.
    `contract_days` is the time from bill to bill of customers under contract, None where there are none
    and nobody sees a customer leave.
    """

    observed: Observed
    cut_days: float
    horizon_days: float
    margin: float
    discount_rate_per_year: float
    contract_days: float | None = None

    @cached_property
    def summary(self) -> CustomerSummary:
        """The customers to value: recency, frequency and spend by weeks."""
        return summarise(self.observed, self.cut_days)

    @property
    def horizon_weeks(self) -> int:
        """The horizon in whole weeks."""
        return round(self.horizon_days / DAYS_PER_WEEK)

    def periods(self, period_days: float) -> int:
        """Return how many periods the horizon holds, one at least.

        >>> import pyarrow as pa
        >>> from hooper.history.observed import TRANSACTIONS
        >>> nobody = Observed(TRANSACTIONS.empty_table(), end_days=0.0)
        >>> ValueQuestion(nobody, 0.0, 364.0, 0.3, 0.1).periods(28.0)
        13
        """
        return max(1, round(self.horizon_days / period_days))

    def discount(self, days_after_cut: Floats) -> Floats:
        """Return the value at the cut of 1 paid so many days after it, in the shape of the days."""
        return np.exp(days_after_cut * math.log(discount_factor(self.discount_rate_per_year, 1.0)))

    def discounts(self, period_days: float) -> Floats:
        """Return what 1 paid in the middle of each period to come is worth at the cut, `(n_periods,)`."""
        numbers = np.arange(self.periods(period_days), dtype=np.float64)
        return self.discount((numbers + 0.5) * period_days)
