"""Expectation: it adapts to what was experienced, and is pulled by what rivals offer.

`E <- E + a v (x - E)`, then `E <- E + k (x_rival - E)` (Boulding, Kalra, Staelin and Zeithaml 1993: the
will-expectation; the pull by rivals makes expectation rise for ever). What rivals offer moves with those who
are named in the market (`hooper.market`). The novelty v is 1, unless experience accumulates
(`accumulated_experience`).
"""

from typing import NamedTuple

from hooper.foundation.settings import Probability, Settings, assumed
from hooper.foundation.units import fraction_over
from hooper.mechanisms.law import law


class ExpectationSettings(Settings):
    """How fast expectation follows experience, and rivals."""

    adaptation_per_month: Probability = assumed(
        0.20, low=0.10, high=0.40, source="range of Boulding et al. (1993)-type updating, assumed"
    )
    rival_pull_per_month: Probability = assumed(0.02, low=0.0, high=0.10, source="assumed")
    rival_level: float = 0.45

    def constants(self, period_days: float) -> "Expectation":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return Expectation(
            fraction_over(self.adaptation_per_month, period_days),
            fraction_over(self.rival_pull_per_month, period_days),
            self.rival_level,
        )


class Expectation(NamedTuple):
    """The numbers that the law reads, per period."""

    adaptation: float
    rival_pull: float
    rival_level: float


@law(writes=("expectation",), settings=Expectation, per_dimension=True)
def expectation(expectation, experience, novelty, rivals_quality_change, s):
    """Return the expectation after a period, in one dimension."""
    adapted = expectation + s.adaptation * novelty * (experience - expectation)
    return adapted + s.rival_pull * (s.rival_level + rivals_quality_change - adapted)
