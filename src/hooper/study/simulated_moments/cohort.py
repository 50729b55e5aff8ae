"""The customers who are seen in the weeks of calibration, and what they buy in them and after."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.observed import Observed
from hooper.history.purchases import merge_same_day

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Cohort:
    """Purchases of one cohort, one a customer and day, sorted by customer and day.

    `customer` (0, 1, ...), `day` (since the cohort came under observation) and `amount` have shape
    `(n_purchases,)`; `customer_id` and `first_day`, of the first purchase that is seen, `(n,)`. Days are
    seen for `weeks`.
    """

    customer: Integers
    day: Integers
    amount: NDArray[np.float64]
    customer_id: NDArray[np.uint64]
    first_day: Integers
    weeks: int

    @property
    def size(self) -> int:
        """The number of customers."""
        return self.customer_id.size

    @property
    def is_repeat(self) -> NDArray[np.bool_]:
        """Tell which purchases are not their customer's first that is seen, `(n_purchases,)`."""
        return np.diff(self.customer, prepend=-1) == 0

    @property
    def repeats(self) -> Integers:
        """Return the number of repeat purchases of each customer, `(n,)`."""
        return np.bincount(self.customer, minlength=self.size) - 1

    def curve(self) -> NDArray[np.float64]:
        """Return the cumulative repeat purchases a customer after each week, `(weeks + 1,)`."""
        week = self.day[self.is_repeat] // int(DAYS_PER_WEEK)
        made = np.bincount(week, minlength=self.weeks).cumsum()
        return np.concatenate(([0.0], made / max(self.size, 1)))


def cohort_of(observed: Observed, weeks: int, first_seen_weeks: int, start_days: int = 0) -> Cohort:
    """Return the cohort that is first seen within `first_seen_weeks` from `start_days` on.

    What was bought before the start is not seen, and no more is what comes after `weeks`.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS
    >>> rows = {"customer_id": [0, 0, 7], "time_days": [0.0, 9.0, 16.0], "amount": [1.0, 1.0, 1.0]}
    >>> log = Observed(pa.table(rows, schema=TRANSACTIONS), end_days=28.0)
    >>> cohort_of(log, 4, 2).day.tolist(), cohort_of(log, 4, 3, start_days=7).day.tolist()
    ([0, 9], [2, 9])
    """
    purchases = merge_same_day(observed)
    day = np.floor(purchases.time_days).astype(np.int64) - start_days
    within = (day >= 0) & (day < weeks * int(DAYS_PER_WEEK))
    seen = purchases.where(within)
    day, is_first = day[within], seen.is_first()
    place = np.cumsum(is_first) - 1
    in_time = day[is_first] < first_seen_weeks * int(DAYS_PER_WEEK)
    kept = in_time[place]
    return Cohort(
        customer=(np.cumsum(in_time) - 1)[place[kept]],
        day=day[kept],
        amount=seen.amount[kept],
        customer_id=seen.customer_id[is_first][in_time],
        first_day=day[is_first][in_time],
        weeks=weeks,
    )
