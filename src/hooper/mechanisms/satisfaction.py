"""Satisfaction = experience - expectation, felt asymmetrically, and accumulated.

For each dimension the gap `D = x - E` is felt as `u(D)`: weakly inside a zone of tolerance, fully above
it, and `loss_aversion` times as strongly below it. Satisfaction with a period is
`s = theta * x + (1 - theta) * u(D)`, weighted over dimensions; the level term keeps a lastingly better
firm ahead when expectations have caught up. The level itself is seen through what a customer thinks that
the firm will do and that it should do: `x + l1 (E - x) + l2 (W - x)`, l1 >= 0 and l2 <= 0 (`standard`).
Desires may add to it (`desires`).
Cumulative satisfaction anchors: `C <- C + (1 - w) v (s - C)`, with the novelty v = 1 unless experience
accumulates (`accumulated_experience`).
Sources: Oliver (1980), Anderson and Sullivan (1993), Boulding, Kalra, Staelin and Zeithaml (1993),
Bolton (1998).
"""

from typing import Annotated, NamedTuple

from pydantic import Field

from hooper.foundation.jit import kernel
from hooper.foundation.kernel_numerics import ONE
from hooper.foundation.settings import NonNegative, Positive, Probability, Settings, assumed
from hooper.foundation.units import fraction_over
from hooper.mechanisms.dimension_weights import DimensionWeights
from hooper.mechanisms.law import law
from hooper.mechanisms.over_dimensions import gap, of_each, weighted_sum


class SatisfactionSettings(Settings):
    """The shape of felt satisfaction; gaps are in the unit of experience."""

    loss_aversion: Positive = assumed(
        2.0,
        low=1.5,
        high=2.5,
        source="Anderson and Sullivan (1993) for the sign; Kahneman and Tversky for 2.25",
    )
    zone_of_tolerance: NonNegative = 0.25
    slope_in_zone: NonNegative = 0.30
    level_weight: Probability = assumed(
        0.5, low=0.3, high=0.6, source="assumed; Anderson and Sullivan (1993) for a level term"
    )
    pull_of_expectation: Probability = 0.0
    pull_of_standard: Annotated[float, Field(ge=-1.0, le=0.0)] = 0.0
    renewal_per_month: Probability = 0.15
    weights: DimensionWeights = DimensionWeights()

    def constants(self, period_days: float) -> "Satisfaction":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return Satisfaction(
            self.loss_aversion,
            self.zone_of_tolerance,
            self.slope_in_zone,
            self.level_weight,
            self.pull_of_expectation,
            self.pull_of_standard,
            fraction_over(self.renewal_per_month, period_days),
            self.weights.values(),
        )


class Satisfaction(NamedTuple):
    """The numbers that the law reads, per period."""

    loss_aversion: float
    zone: float
    slope_in_zone: float
    level_weight: float
    pull_of_expectation: float
    pull_of_standard: float
    renewal: float
    weights: tuple[float, ...]


@kernel
def felt(gap, s):
    """Return how strongly a gap between experience and expectation is felt."""
    inside = s.slope_in_zone * gap
    edge = s.slope_in_zone * s.zone
    above = edge + (gap - s.zone)
    below = s.loss_aversion * (gap + s.zone) - edge
    value = above if gap > s.zone else inside
    return below if gap < -s.zone else value


@kernel
def judged(experience, gap, s):
    """Return satisfaction with a period in one dimension: its level, and the gap as it is felt."""
    return s.level_weight * experience + (ONE - s.level_weight) * felt(gap, s)


@law(writes=("disconfirmation", "satisfaction"), settings=Satisfaction, state={"satisfaction": 0.1})
def satisfaction(experience, expectation, standard, pull_of_desires, novelty, satisfaction, s):
    """Return the weighted gap of the period, and cumulative satisfaction after it."""
    gaps = of_each(gap, experience, expectation, s)
    disconfirmation = weighted_sum(gaps, s.weights)
    level = weighted_sum(experience, s.weights)
    of_period = weighted_sum(of_each(judged, experience, gaps, s), s.weights)
    seen = s.pull_of_standard * (standard - level) - s.pull_of_expectation * disconfirmation
    of_period += s.level_weight * seen
    of_period += pull_of_desires
    return disconfirmation, satisfaction + s.renewal * novelty * (of_period - satisfaction)
