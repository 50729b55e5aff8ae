"""Customers under contract by period: what was known of each in it, and whether and why it then left."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.durations import STILL_THERE, Durations
from hooper.history.read_only_columns import set_read_only
from hooper.lifetime_value.covariate_faults import covariate_faults

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_COLUMNS = ("customer", "tenure", "outcome", "covariates")


@dataclass(frozen=True)
class CustomerPeriods:
    """One row a customer and period in which the customer could leave; read-only arrays.

    `customer` numbers the customers, `tenure` the periods since each began: 1 is the first. `outcome` is 0
    if the customer stayed, and k if it left in the period for the k-th of the `causes`. All three have
    shape `(n_rows,)`; `covariates`, shape `(n_rows, n_covariates)`, may change from period to period.

    Raises InputError if the arrays contradict each other or a number is not finite.
    """

    customer: Integers
    tenure: Integers
    outcome: Integers
    covariates: Floats
    covariate_names: tuple[str, ...]
    causes: tuple[str, ...]

    def __post_init__(self) -> None:
        of_covariates = covariate_faults(self.covariates, self.covariate_names, self.outcome.size)
        faults = [*_faults_of_rows(self), *of_covariates]
        if faults:
            raise InputError(faults)
        set_read_only(self, _COLUMNS)

    @property
    def n_customers(self) -> int:
        """The number of customers."""
        return int(np.unique(self.customer).size)


def customer_periods(
    durations: Durations, causes: tuple[str, ...], covariates: Floats, covariate_names: tuple[str, ...]
) -> CustomerPeriods:
    """Cut durations, in whole periods, into the periods of each customer.

    `covariates`, shape `(n_customers, n_covariates)`, stay what they are over a customer's periods. A
    customer who left after n periods left in the n-th; one who came under observation after m periods
    has rows from the next one on. Raises InputError if a time is no whole number of periods.

    >>> from hooper.history.durations import durations_from_start
    >>> periods = customer_periods(durations_from_start([2, 1], [1, 0]), ("price",), np.zeros((2, 0)), ())
    >>> periods.customer.tolist(), periods.tenure.tolist(), periods.outcome.tolist()
    ([0, 0, 1], [1, 2, 1], [0, 1, 0])
    """
    for name in ("entry", "duration"):
        times = getattr(durations, name)
        broken = times != np.floor(times)
        if broken.any():
            row = int(broken.argmax())
            problem = f"has the {name} {times[row]}"
            raise InputError([Fault(f"durations, row {row}", problem, "count whole periods")])
    if covariates.shape != (durations.n_customers, len(covariate_names)):
        problem = f"have the shape {covariates.shape}"
        remedy = f"give {durations.n_customers} customers {len(covariate_names)} covariates each"
        raise InputError([Fault("covariates", problem, remedy)])
    seen = (durations.duration - durations.entry).astype(np.int64)
    customer = np.repeat(np.arange(durations.n_customers), seen)
    last = np.cumsum(seen) - 1
    outcome = np.full(customer.size, STILL_THERE)
    outcome[last] = durations.cause
    tenure = np.arange(customer.size) - np.repeat(last - durations.duration.astype(np.int64), seen)
    return CustomerPeriods(customer, tenure, outcome, covariates[customer], covariate_names, causes)


def _faults_of_rows(periods: CustomerPeriods) -> list[Fault]:
    columns = (periods.customer, periods.tenure, periods.outcome)
    if {(column.dtype, column.shape) for column in columns} != {(np.dtype(np.int64), columns[0].shape[:1])}:
        problem = f"have the shapes {', '.join(str(column.shape) for column in columns)}"
        return [Fault("customer periods", problem, "give int64, one entry a customer and period")]
    n_causes = len(periods.causes)
    checks = (
        (periods.tenure < 1, periods.tenure, "tenure", "number the periods from 1 on"),
        (
            (periods.outcome < STILL_THERE) | (periods.outcome > n_causes),
            periods.outcome,
            "outcome",
            f"give 0 to those who stayed and 1 to {n_causes} to the causes",
        ),
    )
    faults = [
        Fault(f"customer periods, row {wrong.argmax()}", f"has {name} {values[wrong.argmax()]}", remedy)
        for wrong, values, name, remedy in checks
        if wrong.any()
    ]
    if not n_causes or len(set(periods.causes)) < n_causes:
        problem = f"are {', '.join(periods.causes) or 'none'}"
        faults.append(Fault("causes", problem, "name one or more, each by a name of its own"))
    return faults
