"""Loyalty: what satisfaction is worth depends on how fierce the competition is.

`L = L0 + (1 - L0) s^gamma` with `s = logistic(k C)`, `gamma = gamma_monopoly^(1-c) * gamma_fierce^c` and
`L0 = floor (1 - c)`: at the same satisfaction, loyalty is the lower the fiercer the competition c (Jones
and Sasser 1995: satisfied customers of fierce markets still leave). Where competition differs by d from
that of the scenario (`competition`), gamma is multiplied by `(gamma_fierce / gamma_monopoly)^d`, and L0
falls by `floor d`.
"""

import math
from typing import NamedTuple

from hooper.foundation.jit import kernel
from hooper.foundation.kernel_numerics import ONE, exp32, logistic32, power32
from hooper.foundation.settings import Positive, Probability, Settings, assumed
from hooper.mechanisms.law import law


class LoyaltySettings(Settings):
    """Competition intensity in [0, 1] and the curves at its two ends."""

    competition: Probability = assumed(
        0.6, low=0.45, high=0.75, source="assumed; Jones and Sasser (1995) for the curves"
    )
    score_slope: Positive = 7.0
    exponent_in_monopoly: Positive = 0.25
    exponent_in_fierce_competition: Positive = 6.0
    floor_in_monopoly: Probability = 0.5

    def constants(self) -> "Loyalty":
        """Return the numbers that the law reads."""
        c = self.competition
        exponent = self.exponent_in_monopoly ** (1.0 - c) * self.exponent_in_fierce_competition**c
        steeper = math.log(self.exponent_in_fierce_competition / self.exponent_in_monopoly)
        least = self.floor_in_monopoly
        return Loyalty(self.score_slope, exponent, least * (1.0 - c), steeper, least)


class Loyalty(NamedTuple):
    """The numbers that the law reads, per period."""

    score_slope: float
    exponent: float
    floor: float
    log_steepening: float
    floor_in_monopoly: float


@kernel
def _at(score, competition_change, s):
    """Return loyalty at a score of satisfaction."""
    exponent = s.exponent * exp32(s.log_steepening * competition_change)
    floor = s.floor - s.floor_in_monopoly * competition_change
    return floor + (ONE - floor) * power32(score, exponent)


@law(writes=("loyalty",), settings=Loyalty)
def loyalty(satisfaction, competition_change, s):
    """Return loyalty in [0, 1] for cumulative satisfaction."""
    return _at(logistic32(s.score_slope * satisfaction), competition_change, s)


def _middling(competition_change, s):
    return _at(logistic32(s.score_slope - s.score_slope), competition_change, s)


loyalty = loyalty.off(_middling)
