"""What a strategy risks: its gain in the worst replications, and how long the money is out.

The mean of the worst 5 % is the expected shortfall: unlike a quantile it says how bad the bad cases are.
A strategy has paid back at the first period from which on its discounted cumulative gain over the baseline
stays above 0; a replication in which it does not by the horizon has not paid back, and counts as longer than
any that has. Source: Rockafellar and Uryasev (2000), Optimization of conditional value-at-risk, Journal of
Risk 2(3), for the shortfall.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
WORST_SHARE = 0.05


@dataclass(frozen=True)
class DownsideRisk:
    """The risk of one strategy against the baseline, over replications of one world.

    `worst_gain` is the mean gain in the worst 5 % of them, `share_paid_back` the share that pay back by the
    horizon, `payback_periods` the median time to it, or None if half of them or more do not.
    """

    worst_gain: float
    share_paid_back: float
    payback_periods: float | None


def downside_risk(gains: Floats) -> DownsideRisk:
    """Return the risk of discounted gains a period from the branch on, shape `(replications, periods)`.

    >>> gains = np.array([[-2.0, 1.0, 3.0], [-2.0, 1.0, 0.5], [-2.0, 3.0, 1.0]])
    >>> downside_risk(gains)
    DownsideRisk(worst_gain=-0.5, share_paid_back=0.6666666666666666, payback_periods=3.0)
    """
    cumulative = gains.cumsum(axis=1)
    after = payback_times(cumulative)
    median = float(np.median(after))
    return DownsideRisk(
        worst_gain=expected_shortfall(cumulative[:, -1]),
        share_paid_back=float(np.isfinite(after).mean()),
        payback_periods=median if np.isfinite(median) else None,
    )


def expected_shortfall(gains: Floats, worst_share: float = WORST_SHARE) -> float:
    """Return the mean of the worst share of gains, shape `(replications,)`; a part of one counts as a part.

    >>> expected_shortfall(np.array([4.0, 1.0, 3.0, 2.0]), worst_share=0.375)
    1.3333333333333333
    """
    worst = worst_share * gains.size
    weights = np.clip(worst - np.arange(gains.size), 0.0, 1.0)
    return float(np.sort(gains) @ weights / weights.sum())


def payback_times(cumulative: Floats) -> Floats:
    """Return after how many periods each cumulative gain stays above 0, shape `(replications,)`.

    Infinity for one that does not end above 0.

    >>> payback_times(np.array([[-1.0, 1.0, 2.0], [1.0, -1.0, -2.0]])).tolist()
    [2.0, inf]
    """
    stays = np.logical_and.accumulate(cumulative[:, ::-1] > 0.0, axis=1)
    periods_above = stays.sum(axis=1)
    return np.where(periods_above > 0, cumulative.shape[1] + 1.0 - periods_above, np.inf)
