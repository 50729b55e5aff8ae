"""What customers have done that a firm can see: how often, since when, and what they answered.

All of it is from the observed side of a history. A customer is known from her first order on, and whoever is
known for less than a month counts as known for one, so that nobody is active without limit on her first day.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.observed import SCHEMAS, Observed
from hooper.history.survey_items import ITEMS

_FEWEST_MONTHS: Final = 1.0


@dataclass(frozen=True)
class ObservedActivity:
    """The activity of the n customers who have ordered anything, by id, from `since_days` to the end.

    `months_known` (months, at least one) and `customer_id` have the shape `(n,)`.
    """

    observed: Observed
    customer_id: NDArray[np.uint64]
    months_known: NDArray[np.float64]
    since_days: float
    period_days: float

    @classmethod
    def of(cls, observed: Observed, period_days: float, since_days: float = 0.0) -> Self:
        """Return the activity in an observed history whose periods have `period_days`.

        Raises `InputError` if `since_days` does not lie within the history.
        """
        if not 0.0 <= since_days < observed.end_days:
            problem = f"{since_days:g} is not within the history of {observed.end_days:g} days"
            raise InputError([Fault("since_days", problem, "give a day from 0 on, before the end")])
        buyers, times = observed.column("customer_id"), observed.column("time_days")
        ids, first_order = np.unique(buyers, return_index=True)
        known_since = np.maximum(times[first_order], since_days)
        months = np.maximum((observed.end_days - known_since) / DAYS_PER_MONTH, _FEWEST_MONTHS)
        return cls(observed, ids, months, since_days, period_days)

    def table(self, name: str) -> pa.Table:
        """Return the rows of a table that are of these customers and this time."""
        seen = {**self.observed.others, "transactions": self.observed.transactions}
        rows = seen.get(name, SCHEMAS[name].empty_table())
        of_time = self.when(rows) >= self.since_days
        return rows.filter(pa.array(of_time & np.isin(rows["customer_id"].to_numpy(), self.customer_id)))

    def when(self, rows: pa.Table) -> NDArray[np.float64]:
        """Return the day of each row: when it happened, or when its period began."""
        if "time_days" in rows.column_names:
            return rows["time_days"].to_numpy()
        return rows["period"].to_numpy() * self.period_days

    def place(self, rows: pa.Table) -> NDArray[np.int64]:
        """Return the place of the customer of each row among `customer_id`."""
        return np.searchsorted(self.customer_id, rows["customer_id"].to_numpy())

    def count(self, rows: pa.Table) -> NDArray[np.int64]:
        """Return how many of these rows each customer has, shape `(n,)`."""
        return np.bincount(self.place(rows), minlength=self.customer_id.size)

    def questionnaires(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return how many questionnaires each customer was asked, and how many she answered, if in part."""
        answers = self.table("survey_answers")
        answered = answers.filter(pa.array(np.isfinite(answers["answer"].to_numpy())))
        asked, told = (
            self.count(rows.group_by(["customer_id", "period"]).aggregate([])) for rows in (answers, answered)
        )
        return asked, told

    def mean_answer(self, items: Collection[str]) -> NDArray[np.float64]:
        """Return the mean of each customer's answers to some items of one scale, nan without any, `(n,)`."""
        answers = self.table("survey_answers")
        told = answers["answer"].to_numpy().astype(np.float64)
        wanted = np.isin(answers["item"].to_numpy(), [ITEMS.index(item) for item in items])
        counted = wanted & np.isfinite(told)
        place, customers = self.place(answers)[counted], self.customer_id.size
        total = np.bincount(place, told[counted], customers)
        return mean_of(total, np.bincount(place, minlength=customers))


def mean_of(total: NDArray[np.number], number: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return total by number, nan where the number is 0, of the same shape.

    >>> mean_of(np.array([3.0, 0.0]), np.array([2, 0])).tolist()
    [1.5, nan]
    """
    return np.divide(total, number, out=np.full(number.size, np.nan), where=number > 0)
