"""A world built from a real log: what was fitted, what came out of it, and how well it reproduces the log."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import summarise
from hooper.history.observed import Observed
from hooper.history.repeat_purchases import cumulative_repeat_purchases, repeat_distribution
from hooper.lifetime_value.fit import Fit
from hooper.scenario.scenario import Scenario
from hooper.study.founders import HIGHEST_COUNT


@dataclass(frozen=True)
class RepeatTarget:
    """What a world must reproduce, a founding customer: the weekly curve, and shares by repeats.

    `cumulative` has shape `(weeks + 1,)` and starts at 0; `shares` has shape `(HIGHEST_COUNT + 1,)`, the
    last for that many or more, both at the end of calibration.
    """

    cumulative: NDArray[np.float64]
    shares: NDArray[np.float64]
    calibration_weeks: int


@dataclass(frozen=True)
class CalibratedWorld:
    """A scenario with the fits behind it and the factors that the calibration found, by key."""

    scenario: Scenario
    bg_nbd: Fit
    gamma_gamma: Fit
    factors: dict[str, float]
    loss: float
    evaluations: int


def target_of(observed: Observed, cut_days: float, weeks: int) -> RepeatTarget:
    """Return the target of a log: its founding customers are those who bought up to the cut."""
    summary = summarise(observed, cut_days)
    cumulative = cumulative_repeat_purchases(observed, weeks * 7.0) / summary.n_customers
    return RepeatTarget(cumulative, repeat_distribution(summary, HIGHEST_COUNT), whole_weeks(cut_days))


def whole_weeks(cut_days: float) -> int:
    """Return the weeks that end no later than the day of the cut, that day included.

    >>> whole_weeks(272.0)
    39
    """
    return int((cut_days + 1.0) // 7.0)
