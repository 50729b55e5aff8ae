"""What happened to customers, by period: contacts, or whatever else may move them from state to state."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.observed import Observed

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class PeriodCovariates:
    """One row a customer and period in which something happened; rows of one customer and period add up.

    `customer_id` and `period` have shape `(n_rows,)`, `values` shape `(n_rows, n_covariates)`. Period k
    runs from day k times its length. What stands under it moves the customer from the state of period
    k - 1 to that of k; customers and periods without a row have 0.
    """

    names: tuple[str, ...]
    customer_id: NDArray[np.uint64]
    period: Integers
    values: Floats

    def spread_over(
        self, customer_id: NDArray[np.uint64], first_period: Integers, periods: Integers
    ) -> Floats:
        """Return the covariates of `periods[i]` periods from `first_period[i]` on of each customer in turn.

        All have shape `(n_customers,)`, `customer_id` rising; the result `(periods.sum(), n_covariates)`.
        """
        known = np.flatnonzero(np.isin(self.customer_id, customer_id))
        who = np.searchsorted(customer_id, self.customer_id[known])
        passed = self.period[known] - first_period[who]
        is_within = (passed >= 0) & (passed < periods[who])
        rows = ((np.cumsum(periods) - periods)[who] + passed)[is_within]
        n_rows = int(periods.sum())
        spread = np.zeros((n_rows, len(self.names)))
        np.add.at(spread, rows, self.values[known[is_within]])
        return spread


def no_covariates() -> PeriodCovariates:
    """Return that nothing is known to have happened to anybody."""
    nothing = np.zeros(0, np.int64)
    return PeriodCovariates((), nothing.astype(np.uint64), nothing, np.zeros((0, 0)))


def contacts_of(observed: Observed, period_days: float) -> PeriodCovariates:
    """Return the contacts of a simulated history, and no covariates if there were none.

    A contact opens the period under whose number it stands, so it moves into the state of that period.
    `period_days` must be the period of the history; raises InputError if it is too long to be.

    >>> import pyarrow as pa
    >>> from hooper.history.observed import CONTACTS, TRANSACTIONS
    >>> rows = {"customer_id": [4, 4], "period": [2, 2], "lever": [0, 1], "cost": [1.0, 2.0]}
    >>> contacts = {"contacts": pa.table(rows, schema=CONTACTS)}
    >>> of_log = contacts_of(Observed(TRANSACTIONS.empty_table(), end_days=28.0, others=contacts), 7.0)
    >>> one, first, periods = np.array([4], np.uint64), np.array([1]), np.array([3])
    >>> of_log.names, of_log.spread_over(one, first, periods).tolist()
    (('contacts',), [[0.0], [2.0], [0.0]])
    """
    table = observed.others.get("contacts")
    if table is None or not table.num_rows:
        return no_covariates()
    customer_id, period = (table[name].to_numpy() for name in ("customer_id", "period"))
    if period.max() * period_days > observed.end_days:
        problem = (
            f"period {period.max()} has contacts, and of {period_days:g} days each it begins after the end"
        )
        raise InputError([Fault("contacts", problem, "choose the unit in which the history was simulated")])
    return PeriodCovariates(("contacts",), customer_id, period.astype(np.int64), np.ones((table.num_rows, 1)))
