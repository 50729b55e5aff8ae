"""Loyalty: what satisfaction is worth depends on how fierce the competition is.

`L = L0 + (1 - L0) s^gamma` with `s = logistic(k C)`, `gamma = gamma_monopoly^(1-c) * gamma_fierce^c` and
`L0 = floor (1 - c)`: at the same satisfaction, loyalty is the lower the fiercer the competition c
(Jones and Sasser 1995: satisfied customers of fierce markets still leave).
"""

from typing import NamedTuple

from hooper.foundation.kernel_numerics import ONE, logistic32, power32
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
        return Loyalty(self.score_slope, exponent, self.floor_in_monopoly * (1.0 - c))


class Loyalty(NamedTuple):
    """The numbers that the law reads, per period."""

    score_slope: float
    exponent: float
    floor: float


@law(writes=("loyalty",), settings=Loyalty)
def loyalty(satisfaction, s):
    """Return loyalty in [0, 1] for cumulative satisfaction."""
    score = logistic32(s.score_slope * satisfaction)
    return s.floor + (ONE - s.floor) * power32(score, s.exponent)


def _middling(s):
    return s.floor + (ONE - s.floor) * power32(logistic32(s.score_slope - s.score_slope), s.exponent)


loyalty = loyalty.off(_middling)
