"""Customers under contract, counted by tenure: how many of a cohort began, and how many each renewal left."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Survivors:
    """For each cohort its label and the number of its customers by tenure.

    `customers[c]`, read-only, of shape `(n_renewals + 1,)`, holds how many of cohort c began, at tenure
    0, and how many were still there after renewal 1, 2, ...; cohorts may have been seen for different
    numbers of renewals, at least one. Raises InputError if a count is below zero or more than before.

    >>> survivors = Survivors(("all",), (np.array([1000, 869, 743]),))
    >>> survivors.n_customers, survivors.n_renewals
    (1000, 2)
    """

    labels: tuple[str, ...]
    customers: tuple[Counts, ...]

    def __post_init__(self) -> None:
        faults = _contradictions(self)
        if faults:
            raise InputError(faults)
        columns = tuple(np.array(column, dtype=np.int64) for column in self.customers)
        for column in columns:
            column.flags.writeable = False
        object.__setattr__(self, "customers", columns)

    @property
    def n_customers(self) -> int:
        """The number of customers who began."""
        return sum(int(column[0]) for column in self.customers)

    @property
    def n_renewals(self) -> int:
        """The number of renewals that the cohort seen longest has come to."""
        return max((column.size - 1 for column in self.customers), default=0)


def _contradictions(survivors: Survivors) -> list[Fault]:
    labels = survivors.labels
    if len(labels) != len(survivors.customers):
        problem = f"there are {len(labels)} labels for {len(survivors.customers)} cohorts"
        return [Fault("labels", problem, "give each cohort one")]
    faults = [
        Fault("labels", f"{label!r} names two cohorts", "give them different names")
        for label in dict.fromkeys(labels)
        if labels.count(label) > 1
    ]
    for label, column in zip(labels, survivors.customers, strict=True):
        faults += _faults_of_cohort(f"cohort {label!r}", np.asarray(column))
    return faults


def _faults_of_cohort(where: str, column: NDArray[np.generic]) -> list[Fault]:
    if column.ndim != 1 or column.size < 2:
        problem = f"the counts have the shape {column.shape}"
        return [Fault(where, problem, "count the customers at tenure 0, 1, ... in one row")]
    if not np.issubdtype(column.dtype, np.integer):
        problem = f"the counts are of the type {column.dtype}"
        return [Fault(where, problem, "count customers in whole numbers, not in shares")]
    counts = column.astype(np.int64)
    faults = [
        Fault(f"{where}, tenure {tenure}", f"{counts[tenure]} customers", "a count is never below zero")
        for tenure in np.flatnonzero(counts < 0)
    ]
    return faults + [
        Fault(
            f"{where}, tenure {tenure + 1}",
            f"{counts[tenure + 1]} customers after {counts[tenure]}",
            "count only those who have renewed every time",
        )
        for tenure in np.flatnonzero(np.diff(counts) > 0)
    ]
