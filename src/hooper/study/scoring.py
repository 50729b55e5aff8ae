"""Estimators on a simulated history against the truth that only the simulator knows.

At the cut every known customer has lived one life; from there the same customers live many futures
on other words. The mean of the futures is the value that an estimator should predict.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.decile_calibration import DecileCalibration, calibrate_by_decile
from hooper.comparison.estimator_scorecard import (
    IntervalCoverage,
    Scorecard,
    cover_intervals,
    score_estimates,
)
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.history.customer_summary import summarise
from hooper.history.observed import Observed
from hooper.lifetime_value import bg_nbd, gamma_gamma
from hooper.lifetime_value.customer_lifetime_value import customer_lifetime_value
from hooper.lifetime_value.parameter_draws import standard_normals
from hooper.lifetime_value.value_estimators.past_carried_forward import carried_forward
from hooper.study.run_task import RunTask, simulate_together

_INTERVAL_DRAWS = 20
_PARAMETERS = 7


@dataclass(frozen=True)
class ScoredEstimator:
    """One estimator's scores in one world; `coverage` is None where it gives no intervals."""

    estimator: str
    card: Scorecard
    calibration: DecileCalibration
    coverage: IntervalCoverage | None


def future_contributions(tasks: Sequence[RunTask]) -> list[NDArray[np.float64]]:
    """Run futures of one world; return for each what the customers known at the branch bring, by id.

    That is the margin on purchases after price concessions, discounted week by week to the branch.
    """
    return [
        _contributions(simulated.history.observed, task)
        for task, simulated in zip(tasks, simulate_together(tasks), strict=True)
    ]


def futures_of(task: RunTask, futures: int) -> list[RunTask]:
    """Return the tasks of the given number of futures; the first is the life that was observed."""
    return [replace(task, plan=replace(task.plan, future=future)) for future in range(futures)]


def score(task: RunTask, contributions: NDArray[np.float64]) -> tuple[ScoredEstimator, ...]:
    """Score lifetime value by BG/NBD and Gamma-Gamma, and by carrying the past forward.

    `contributions` has shape `(futures, n_known)`; errors, ranks and intervals are of the expected value.
    """
    days = task.scenario.period_days
    horizon_days = (task.plan.periods - task.plan.branch_period) * days
    summary = summarise(task.simulate().history.observed, task.plan.branch_period * days)
    value = customer_lifetime_value(
        bg_nbd.fit(summary),
        gamma_gamma.fit(summary),
        summary,
        standard_normals(task.plan.key[0], _INTERVAL_DRAWS, _PARAMETERS),
        horizon_weeks=round(horizon_days / 7.0),
        discount_rate_per_year=task.scenario.economics.discount_rate_per_year,
        margin=task.scenario.margin,
    )
    expected = contributions.mean(axis=0)
    past = carried_forward(summary, horizon_days, task.scenario.margin)
    return (
        ScoredEstimator(
            "BG/NBD and Gamma-Gamma",
            score_estimates(value.value, expected),
            calibrate_by_decile(value.value, expected),
            cover_intervals(value.low, value.high, expected),
        ),
        ScoredEstimator(
            "past spend carried forward",
            score_estimates(past, expected),
            calibrate_by_decile(past, expected),
            None,
        ),
    )


def _contributions(observed: Observed, task: RunTask) -> NDArray[np.float64]:
    cut_days = task.plan.branch_period * task.scenario.period_days
    known = summarise(observed, cut_days).customer_id
    later = observed.column("time_days") > cut_days
    ids = observed.column("customer_id")[later]
    weeks = np.floor((observed.column("time_days")[later] - cut_days) / 7.0)
    rate = task.scenario.economics.discount_rate_per_year
    worth = task.scenario.margin * observed.column("amount")[later]
    worth = worth * (1.0 + rate) ** (-(weeks + 0.5) * 7.0 / DAYS_PER_YEAR)
    place = np.searchsorted(known, ids)
    of_known = (place < known.size) & (known[np.minimum(place, known.size - 1)] == ids)
    return np.bincount(place[of_known], worth[of_known], known.size).astype(np.float64)
