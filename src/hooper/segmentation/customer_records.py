"""What a firm knows of the customers whom it divides: purchases summed up, and the tables behind them.

Many schemes need the summary alone. Others need tables that not every firm has: what was answered in surveys,
who customers are. They ask for them by name, and are told what is missing and who could supply it.
"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.history.observed import Observed

_SUPPLIERS: Final = {
    "payments": "the books of who owes what can supply it: customer_id, due_days, paid_days, amount",
    "survey_answers": "whoever asks customers can supply it; in a simulation, give it [surveys]",
    "product_lines": "name the column of products: --columns product=NAME",
    "profiles": "the customer data base or the loyalty card can supply it (--profiles FILE); "
    "in a simulation, give it [personas]",
}
_ANYBODY: Final = "give a log that has it, or choose a scheme that does without: hooper list schemes"


@dataclass(frozen=True)
class CustomerRecords:
    """The customers to divide, a row each in `summary`, and more of them where there is more.

    `observed` is the log that the summary was made of; it may tell of other customers too, and of what came
    after the cut. `profiles` has a column `customer_id` and one a trait. Rows of tables that tell of periods,
    and not of days, are dated by `period_days`.
    """

    summary: CustomerSummary
    observed: Observed | None = None
    profiles: pa.Table | None = None
    period_days: float = DAYS_PER_WEEK

    @classmethod
    def of(cls, observed: Observed, cut_days: float | None = None, profiles: pa.Table | None = None) -> Self:
        """Return the records of everybody who bought up to `cut_days` (default: the end of the log).

        >>> from hooper.history.observed import TRANSACTIONS
        >>> rows = {"customer_id": [3, 4], "time_days": [0.0, 9.0], "amount": [5.0, 2.0]}
        >>> log = Observed(pa.table(rows, schema=TRANSACTIONS), end_days=28.0)
        >>> CustomerRecords.of(log, cut_days=7.0).customer_id.tolist()
        [3]
        """
        return cls(summarise(observed, cut_days), observed, profiles, observed.period_days)

    @property
    def customer_id(self) -> NDArray[np.uint64]:
        """Who the customers are, ascending unless they were taken in another order, shape `(n,)`."""
        return self.summary.customer_id

    @property
    def n_customers(self) -> int:
        """The number of customers."""
        return self.summary.n_customers

    def take(self, rows: NDArray[np.int64]) -> "CustomerRecords":
        """Return the records of the customers in `rows` only, in that order."""
        return CustomerRecords(self.summary.take(rows), self.observed, self.profiles, self.period_days)

    def log(self) -> Observed:
        """Return the log behind the summary; raises InputError if there is none."""
        if self.observed is None:
            raise _missing("transactions")
        return self.observed

    def has_table(self, name: str) -> bool:
        """Return whether the log has rows in a table, of whomever they are."""
        return bool(self._whole_table(name))

    def table(self, name: str) -> pa.Table:
        """Return the rows of a table of the log that are of these customers, up to the cut.

        Raises InputError if the log has no such table, or no row in it.
        """
        there = self._whole_table(name)
        if not there:
            raise _missing(name)
        is_ours = np.isin(there["customer_id"].to_numpy(), self.customer_id)
        return there.filter(pa.array(is_ours & (self._days_of(there) <= self.summary.cut_days)))

    def traits(self) -> pa.Table:
        """Return the profiles of those of these customers who have any; raises InputError without one."""
        if self.profiles is None or not self.profiles.num_rows:
            raise _missing("profiles")
        is_ours = np.isin(self.profiles["customer_id"].to_numpy(), self.customer_id)
        return self.profiles.filter(pa.array(is_ours))

    def place(self, rows: pa.Table) -> NDArray[np.int64]:
        """Return the place of the customer of each row among `customer_id`, shape `(n_rows,)`."""
        order = np.argsort(self.customer_id, kind="stable")
        return order[np.searchsorted(self.customer_id, rows["customer_id"].to_numpy(), sorter=order)]

    def _whole_table(self, name: str) -> pa.Table | None:
        if self.observed is None:
            return None
        return {"transactions": self.observed.transactions, **self.observed.others}.get(name)

    def _days_of(self, rows: pa.Table) -> NDArray[np.float64]:
        for name in ("time_days", "due_days"):
            if name in rows.column_names:
                return rows[name].to_numpy()
        return rows["period"].to_numpy() * self.period_days


def _missing(name: str) -> InputError:
    what = "no profiles of customers" if name == "profiles" else f"no {name.replace('_', ' ')}"
    return InputError([Fault("log", f"it has {what}", _SUPPLIERS.get(name, _ANYBODY))])
