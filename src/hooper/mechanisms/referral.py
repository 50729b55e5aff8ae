"""Referral: the satisfied and the dissatisfied talk; satisfied talk brings customers.

A customer talks with a probability that grows with the strength of feeling, `(t0 + t2 C^2) * (.5 + .25
min(n, 4))` a month; the sign of satisfaction is the sign of the talk. Positive talk refers somebody with
probability `k`; negative talk turns newcomers away (East, Hammond and Wright 2007 for the ratio).
"""

from typing import NamedTuple

import numpy as np

from hooper.foundation.decisions import LEAVING_AND_MOVING
from hooper.foundation.kernel_numerics import HALF, ONE, ZERO
from hooper.foundation.settings import NonNegative, Probability, Settings
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.law import Draw, Event, law

_MOST_ORDERS_THAT_COUNT = np.float32(4.0)
_PER_ORDER = np.float32(0.25)


class ReferralSettings(Settings):
    """How often customers talk, and what their talk does."""

    talk_per_month: NonNegative = 0.05
    talk_per_squared_satisfaction: NonNegative = 0.25
    referrals_per_positive_talk: Probability = 0.10

    def constants(self, period_days: float) -> "Referral":
        """Return the numbers that the law reads, for periods of `period_days`."""
        months = period_days / DAYS_PER_MONTH
        return Referral(
            self.talk_per_month * months,
            self.talk_per_squared_satisfaction * months,
            self.referrals_per_positive_talk,
        )


class Referral(NamedTuple):
    """The numbers that the law reads, per period."""

    talk: float
    talk_by_feeling: float
    referrals_per_talk: float


@law(
    writes=("talks_well", "talks_ill", "refers"),
    settings=Referral,
    draws=(Draw("talk_uniform", "uniform", LEAVING_AND_MOVING, 3),),
    events=(Event("referrals", when="refers"),),
)
def referral(satisfaction, orders, exits, talk_uniform, s):
    """Return whether the customer talks well, talks ill, and refers somebody."""
    counted = orders if orders < _MOST_ORDERS_THAT_COUNT else _MOST_ORDERS_THAT_COUNT
    probability = (s.talk + s.talk_by_feeling * satisfaction * satisfaction) * (HALF + _PER_ORDER * counted)
    talks = ONE if talk_uniform < probability else ZERO
    well = talks if satisfaction > ZERO else ZERO
    brings = ONE if talk_uniform < probability * s.referrals_per_talk else ZERO
    brings = brings if exits < HALF else ZERO
    return well, talks - well, brings * well


def _silence():
    return ZERO, ZERO, ZERO


referral = referral.off(_silence)
