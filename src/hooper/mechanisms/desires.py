"""Desires: satisfaction hangs on what a customer would like to have, and on what was said of it, too.

Desire congruence `DC = -sum_k w_k |d - x_k|` is zero where everything is as desired, and below it elsewhere:
too much is as wrong as too little. Satisfaction with what the firm had said, `IS = b1 DC + b2 sum_k w_k
(x_k - E_k)`, falls with expectation, so over-promising costs twice. Satisfaction with the period gains
`a2 DC + c2 IS` (`satisfaction`).
Source: Spreng, MacKenzie and Olshavsky (1996), A reexamination of the determinants of consumer satisfaction,
Journal of Marketing 60(3), for the structure; the weights are assumed.
"""

from typing import NamedTuple

from hooper.foundation.jit import kernel
from hooper.foundation.kernel_numerics import ZERO
from hooper.foundation.settings import NonNegative, Settings, assumed
from hooper.mechanisms.law import law
from hooper.mechanisms.over_dimensions import gap, of_each, weighted_sum


class DesiresSettings(Settings):
    """The level that is desired, on the scale of experience, and what it counts."""

    desired_level: float = assumed(0.8, low=0.4, high=1.2, source="assumed; above the usual quality")
    congruence_weight: NonNegative = assumed(0.2, low=0.0, high=0.5, source="assumed")
    information_weight: NonNegative = assumed(0.2, low=0.0, high=0.5, source="assumed")
    congruence_in_information: NonNegative = assumed(0.5, low=0.0, high=1.0, source="assumed")
    disconfirmation_in_information: NonNegative = assumed(0.5, low=0.0, high=1.0, source="assumed")

    def constants(self, weights: tuple[float, ...]) -> "Desires":
        """Return the numbers that the law reads in a world whose dimensions have these weights."""
        return Desires(
            self.desired_level,
            self.congruence_weight,
            self.information_weight,
            self.congruence_in_information,
            self.disconfirmation_in_information,
            weights,
        )


class Desires(NamedTuple):
    """The numbers that the law reads."""

    desired_level: float
    congruence_weight: float
    information_weight: float
    congruence_in_information: float
    disconfirmation_in_information: float
    weights: tuple[float, ...]


@kernel
def apart(experience, expectation, s):
    """Return how far experience is from what is desired, in one dimension."""
    return abs(s.desired_level - experience)


@law(writes=("pull_of_desires",), settings=Desires)
def desires(experience, expectation, s):
    """Return what desires add to the satisfaction with a period."""
    congruence = -weighted_sum(of_each(apart, experience, expectation, s), s.weights)
    disconfirmation = weighted_sum(of_each(gap, experience, expectation, s), s.weights)
    information = (
        s.congruence_in_information * congruence + s.disconfirmation_in_information * disconfirmation
    )
    return s.congruence_weight * congruence + s.information_weight * information


def _nothing_is_desired():
    return ZERO


desires = desires.off(_nothing_is_desired)
