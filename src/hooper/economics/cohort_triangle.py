"""The cohort triangle: of those who came in together, how many are there at each age.

The cohorts are rows, and each ages by a column; the younger the cohort, the shorter its row.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.economics.leaky_bucket import LeakyBucket
from hooper.economics.stays import Stays
from hooper.foundation.errors import Fault, InputError

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CohortTriangle:
    """Cohorts by age, both counted in steps of `step_periods` periods.

    `counts[c, k]` of shape `(cohorts, ages)` is how many customers of cohort c live the period that begins k
    steps after that of their entry (or leave in it); nan where the history does not reach so far for all of
    them. Column 0 is the size of the cohort.
    """

    step_periods: int
    counts: Floats

    @property
    def retention(self) -> Floats:
        """The share of each cohort that is there at each age; nan for an empty cohort."""
        with np.errstate(invalid="ignore"):
            return self.counts / self.counts[:, :1]

    @property
    def chance_to_stay(self) -> Floats:
        """The share of those there at each age who are there at the next, shape `(cohorts, ages - 1)`."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.counts[:, 1:] / self.counts[:, :-1]

    @property
    def survival(self) -> Floats:
        """The life table of all cohorts together: the share there at each age, shape `(ages,)`, from 1 on.

        From each age to the next, those cohorts count that are seen at both.
        """
        later = self.counts[:, 1:]
        seen = ~np.isnan(later)
        with np.errstate(invalid="ignore"):
            stay = np.where(seen, later, 0.0).sum(axis=0) / np.where(seen, self.counts[:, :-1], 0.0).sum(
                axis=0
            )
        return np.concatenate([[1.0], np.cumprod(stay)])


def triangle_of_stays(stays: Stays, periods: int, step_periods: int = 1) -> CohortTriangle:
    """Count the cohorts of a history of so many periods; who has returned is there again.

    Raises InputError for steps of less than one period or that do not fit into the history once.

    >>> two_of_three_stay = Stays(np.arange(3, dtype=np.uint64), np.zeros(3, int), np.arange(3),
    ...                           begins=np.zeros(3, int), ends=np.array([1, 3, 3]))
    >>> triangle_of_stays(two_of_three_stay, periods=2).counts.tolist()
    [[3.0, 2.0], [0.0, nan]]
    """
    if not 1 <= step_periods <= periods:
        problem = f"is {step_periods}, for {periods} periods"
        raise InputError([Fault("step_periods", problem, "give at least 1, and no more than all periods")])
    cohorts = periods // step_periods
    cohort = stays.entry_period // step_periods
    age_begins, age_ends = (
        -(-(bound - stays.entry_period[stays.customer]) // step_periods)
        for bound in (stays.begins, stays.ends)
    )
    change = np.zeros((cohorts, cohorts + 1))
    row = cohort[stays.customer]
    whole = row < cohorts
    np.add.at(change, (row[whole], np.minimum(age_begins[whole], cohorts)), 1.0)
    np.add.at(change, (row[whole], np.minimum(age_ends[whole], cohorts)), -1.0)
    counts = np.cumsum(change, axis=1)[:, :cohorts]
    return CohortTriangle(step_periods, np.where(_seen(cohorts), counts, np.nan))


def triangle_of_bucket(bucket: LeakyBucket) -> CohortTriangle:
    """Return the triangle as it would be if the leaks of a period met all customers alike.

    It is all that a firm can say that counts arrivals and leaks and does not tell its customers apart.
    Customers held at the start are in no cohort.

    >>> leaky = LeakyBucket(("ad",), ("any",), held=np.array([0, 80, 144]),
    ...                     arrivals=np.array([[100], [100]]), leaks=np.array([[20], [36]]))
    >>> triangle_of_bucket(leaky).counts.tolist()
    [[100.0, 80.0], [100.0, nan]]
    """
    arrivals = bucket.arrivals.sum(axis=1).astype(np.float64)
    stay = bucket.retention(window_periods=1)
    counts = np.full((arrivals.size, arrivals.size), np.nan)
    for cohort, size in enumerate(arrivals):
        counts[cohort, 0] = size
        ages = arrivals.size - cohort
        counts[cohort, 1:ages] = size * np.cumprod(np.nan_to_num(stay[cohort:-1]))
    return CohortTriangle(1, counts)


def _seen(cohorts: int) -> NDArray[np.bool_]:
    """Return which ages lie within the history for everybody in a cohort."""
    return np.add.outer(np.arange(cohorts), np.arange(cohorts)) < cohorts
