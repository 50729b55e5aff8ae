"""Customer-months: a row a customer and month, with what was known as it began and whether silence followed.

Every sign of a month is known on its first day, so that a model may learn from months that are over and be
asked about the one that begins today. A customer counts from the first purchase on, and for as long as she
has not been given up (`WarningSettings`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_WEEK
from hooper.history.customer_summary import CustomerSummary
from hooper.history.observed import Observed
from hooper.history.purchases import Purchases, merge_same_day
from hooper.targeting.month_rows import MonthRows, month_rows
from hooper.targeting.signs_of_purchases import signs_of_purchases
from hooper.targeting.signs_told import signs_told
from hooper.targeting.warning_settings import WarningSettings

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CustomerMonths:
    """Months of customers, sorted by customer and month; arrays of shape `(n,)`.

    `frequency` counts repeat purchases before `start_days`, `first_days` and `last_days` are those of the
    first and the last one, `spend` is the amount of all of them. `signs` has the signs by name, float32.
    `fell_silent` says that no purchase came within the horizon, as far as the log goes; `is_over` that it
    has seen the horizon to its end. The last month of the log, `is_now`, begins at its end: its outcome is
    nobody's to know.
    """

    settings: WarningSettings
    end_days: float
    customer_id: NDArray[np.uint64]
    start_days: Floats
    frequency: NDArray[np.int64]
    first_days: Floats
    last_days: Floats
    spend: Floats
    fell_silent: NDArray[np.bool_]
    signs: Mapping[str, NDArray[np.float32]]

    @property
    def size(self) -> int:
        """The number of customer-months."""
        return self.customer_id.size

    @property
    def is_now(self) -> NDArray[np.bool_]:
        """Which months begin at the end of the log."""
        return self.start_days == self.end_days

    @property
    def value_per_month(self) -> Floats:
        """What each customer spent a month; who has just come counts as known for one."""
        return self.spend * DAYS_PER_MONTH / np.maximum(self.start_days - self.first_days, DAYS_PER_MONTH)

    def is_over(self, by_days: float) -> NDArray[np.bool_]:
        """Return for which months the horizon has ended by a day."""
        return self.start_days + self.settings.horizon_days <= by_days

    def known_by(self, days: float) -> Self:
        """Return the months whose outcome is known on a day: what a model may learn from by then."""
        return self.where(self.is_over(days))

    def known_from(self, days: float) -> Self:
        """Return the months from a day on whose outcome the log knows: what a model is tried on."""
        return self.where((self.start_days >= days) & self.is_over(self.end_days))

    def where(self, chosen: NDArray[np.bool_]) -> Self:
        """Return the months for which `chosen`, shape `(n,)`, is true."""
        rows = np.flatnonzero(chosen)
        columns = {name: getattr(self, name)[rows] for name in _COLUMNS}
        signs = {name: values[rows] for name, values in self.signs.items()}
        return replace(self, **columns, signs=signs)

    def latest(self) -> Self:
        """Return the last month of each customer."""
        return self.where(np.append(self.customer_id[1:] != self.customer_id[:-1], [True] * (self.size > 0)))

    def summary(self) -> CustomerSummary:
        """Return recency, frequency and age as each month begins, in weeks: what models of purchases read."""
        return CustomerSummary(
            customer_id=self.customer_id,
            frequency=self.frequency,
            recency=(self.last_days - self.first_days) / DAYS_PER_WEEK,
            age=(self.start_days - self.first_days) / DAYS_PER_WEEK,
            mean_spend=np.full(self.size, np.nan),
            spend_count=np.zeros(self.size, np.int64),
            total_spend=self.spend,
            first_time_days=self.first_days,
            unit_days=DAYS_PER_WEEK,
            cut_days=self.end_days,
        )


_APART = ("settings", "end_days", "signs")
_COLUMNS = tuple(field.name for field in fields(CustomerMonths) if field.name not in _APART)


def customer_months(observed: Observed, settings: WarningSettings) -> CustomerMonths:
    """Return the months of all customers of a log.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import TRANSACTIONS
    >>> rows = {"customer_id": [0, 0, 1], "time_days": [0.0, 95.0, 80.0], "amount": [5.0, 2.0, 9.0]}
    >>> log = Observed(pa.table(rows, schema=TRANSACTIONS), end_days=100.0)
    >>> months = customer_months(log, WarningSettings(horizon_weeks=4))
    >>> months.start_days.tolist(), months.fell_silent.tolist()[:3]
    ([8.6875, 39.125, 69.5625, 100.0, 100.0], [True, True, False])
    """
    purchases = merge_same_day(observed)
    rows = month_rows(purchases, observed.end_days, settings.given_up_days)
    customer_id = purchases.customer_id[rows.purchase]
    return CustomerMonths(
        settings=settings,
        end_days=observed.end_days,
        customer_id=customer_id,
        start_days=rows.start_days,
        frequency=rows.purchase - rows.first,
        first_days=purchases.time_days[rows.first],
        last_days=purchases.time_days[rows.purchase],
        spend=_spent(purchases, rows),
        fell_silent=_next_days(purchases)[rows.purchase] > rows.start_days + settings.horizon_days,
        signs={
            **signs_of_purchases(purchases, rows),
            **signs_told(observed, rows, customer_id, settings.period_days),
        },
    )


def _spent(purchases: Purchases, rows: MonthRows) -> Floats:
    """Return what was spent up to the beginning of each month."""
    before = np.append(0.0, np.cumsum(purchases.amount))
    return before[rows.purchase + 1] - before[rows.first]


def _next_days(purchases: Purchases) -> Floats:
    """Return the day of each customer's next purchase after each one, infinite after the last."""
    following = np.append(purchases.time_days[1:], np.inf)
    is_last = np.append(purchases.is_first()[1:], True)[: following.size]
    return np.where(is_last, np.inf, following)[: purchases.time_days.size]
