"""What the figures are drawn from: small frozen records of plain arrays."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

NOT_THERE: Final = -1


@dataclass(frozen=True)
class RepeatCurves:
    """Cumulative repeat purchases of the founding cohort, in the log and in simulated worlds.

    `weeks` and `log` have shape `(n_weeks,)`, `worlds` `(n_worlds, n_weeks)`; models were fitted on
    what lies before `calibration_end_week`, the rest is holdout.
    """

    weeks: NDArray[np.float64]
    log: NDArray[np.float64]
    worlds: NDArray[np.float64]
    calibration_end_week: float


@dataclass(frozen=True)
class ValueTier:
    """A tier of customers: how many they are, and what they have brought, in currency units."""

    label: str
    customers: int
    profit: float


@dataclass(frozen=True)
class RepeatDistribution:
    """Shares of customers with 0, 1, ... repeat purchases; the last entry is "that many or more".

    `log` has shape `(n_counts,)`, `worlds` `(n_worlds, n_counts)`; each row sums to one.
    """

    log: NDArray[np.float64]
    worlds: NDArray[np.float64]


@dataclass(frozen=True)
class CohortRetention:
    """Share of each entry cohort that bought in each period since entry.

    `retention` has shape `(n_cohorts, n_periods)`, NaN where the log had ended; `period_name` is the
    unit of the periods ("month"), `sizes` the customers of each cohort, shape `(n_cohorts,)`.
    """

    cohorts: tuple[str, ...]
    sizes: NDArray[np.int64]
    retention: NDArray[np.float64]
    period_name: str


@dataclass(frozen=True)
class CohortTriangle:
    """One value for each entry cohort and period since entry: customers held, revenue, profit, a share.

    `values` has shape `(n_cohorts, n_periods)`, both one at least, in what `measure` says, unit included;
    NaN where the record had ended. `sizes` are the customers of each cohort, shape `(n_cohorts,)`;
    `period_name` is the unit of the periods ("month"), and `entry` says what a cohort has in common
    ("first purchase").
    """

    cohorts: tuple[str, ...]
    sizes: NDArray[np.int64]
    values: NDArray[np.float64]
    period_name: str
    entry: str
    measure: str


@dataclass(frozen=True)
class LoadCurve:
    """Service level as a function of load, such as a queue's by theory: `name`, and arrays of shape `(n,)`.

    `load` is work that comes as a share of capacity, in rising order; `service_level` a share too.
    """

    name: str
    load: NDArray[np.float64]
    service_level: NDArray[np.float64]


@dataclass(frozen=True)
class CustomerLife:
    """One simulated customer's life, week by week from entry; arrays have shape `(n_weeks,)`.

    `stage` holds indices into `stage_names`; experience, expectation and satisfaction are on the
    scale of the laws (satisfaction is what experience leaves after expectation); `purchase_weeks` are
    times of purchases, shape `(n_purchases,)`; `ending` tells in words how the life ended.
    """

    customer: str
    weeks: NDArray[np.float64]
    stage: NDArray[np.int64]
    stage_names: tuple[str, ...]
    experience: NDArray[np.float64]
    expectation: NDArray[np.float64]
    satisfaction: NDArray[np.float64]
    purchase_weeks: NDArray[np.float64]
    ending: str


@dataclass(frozen=True)
class StageTimeline:
    """Stages of one customer, and when purchases were made, in periods since the beginning.

    `stages` has a row for whatever tells of them ("truth", "estimated"): the stage of each period as a
    number, shape `(n_periods,)`, `NOT_THERE` where the customer is not. `purchase_periods` are fractional,
    of shape `(n_purchases,)`.
    """

    customer: str
    stages: Mapping[str, NDArray[np.int64]]
    purchase_periods: NDArray[np.float64]


@dataclass(frozen=True)
class RfmGrid:
    """Customers by their scores, and their share of all that was spent.

    Both have shape `(n_scores, n_scores)`: a row a recency score and a column a frequency score, the lowest
    first.
    """

    customers: NDArray[np.int64]
    value_share: NDArray[np.float64]
