"""Referral: the satisfied and the dissatisfied talk; satisfied talk brings customers.

A customer talks with a probability that grows with the strength of feeling, `(t0 + t2 C^2) * (.5 + .25
min(n, 4))` a month; the sign of satisfaction is the sign of the talk. Positive talk refers somebody, for a
reward, with probability `k_r`, and brings somebody whom the firm cannot tell from others with probability
`k_w`; a further reward adds `k_r pull` to the first, as far as there is talk. Who leaves dissatisfied talks
ill for some months more, `t0 + t2 C^2` a month, to whoever listens. Negative talk turns newcomers away.
Sources: East, Hammond and Wright (2007) for the ratio of talk; Hogan, Lemon and Libai (2003) for the lost.
"""

from typing import Final, NamedTuple

import numpy as np
from pydantic import model_validator

from hooper.foundation.decisions import LEAVING_AND_MOVING
from hooper.foundation.kernel_numerics import HALF, ONE, ZERO
from hooper.foundation.settings import NonNegative, Probability, Settings
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.law import Draw, Event, law

REFERS: Final = 1
RECOMMENDS: Final = 2
_REFERS = np.float32(REFERS)
_RECOMMENDS = np.float32(RECOMMENDS)
_MOST_ORDERS_THAT_COUNT = np.float32(4.0)
_PER_ORDER = np.float32(0.25)


class ReferralSettings(Settings):
    """How often customers talk, and what their talk does."""

    talk_per_month: NonNegative = 0.05
    talk_per_squared_satisfaction: NonNegative = 0.25
    referrals_per_positive_talk: Probability = 0.10
    recommendations_per_positive_talk: Probability = 0.0
    months_of_talk_after_leaving: NonNegative = 0.0

    @model_validator(mode="after")
    def _talk_brings_one_at_most(self) -> "ReferralSettings":
        brought = self.referrals_per_positive_talk + self.recommendations_per_positive_talk
        if brought > 1.0:
            raise ValueError(
                f"referrals and recommendations bring {brought:g} newcomers per positive talk"
                "; let them sum to 1 at most"
            )
        return self

    def constants(self, period_days: float) -> "Referral":
        """Return the numbers that the law reads, for periods of `period_days`."""
        months = period_days / DAYS_PER_MONTH
        return Referral(
            self.talk_per_month * months,
            self.talk_per_squared_satisfaction * months,
            self.referrals_per_positive_talk,
            self.referrals_per_positive_talk + self.recommendations_per_positive_talk,
            self.months_of_talk_after_leaving / months,
        )


class Referral(NamedTuple):
    """The numbers that the law reads, per period."""

    talk: float
    talk_by_feeling: float
    referrals_per_talk: float
    introductions_per_talk: float
    periods_after_leaving: float


@law(
    writes=("talks_well", "talks_ill", "introduces", "talk_after_leaving", "warns"),
    settings=Referral,
    draws=(Draw("talk_uniform", "uniform", LEAVING_AND_MOVING, 3),),
    events=(
        Event("praise", when="talks_well"),
        Event("introductions", when="introduces", columns=("introduces",)),
        Event("warnings", when="warns", columns=("talks_ill", "talk_after_leaving")),
    ),
)
def referral(satisfaction, orders, exits, referral_pull, talk_uniform, s):
    """Return whether the customer talks well, talks ill and brings somebody; ill talk to come, and in all.

    Who brings somebody does so in one of two ways, `REFERS` or `RECOMMENDS`; what is to come is what a
    customer who leaves is expected to say afterwards.
    """
    counted = orders if orders < _MOST_ORDERS_THAT_COUNT else _MOST_ORDERS_THAT_COUNT
    by_feeling = s.talk + s.talk_by_feeling * satisfaction * satisfaction
    probability = by_feeling * (HALF + _PER_ORDER * counted)
    talks = ONE if talk_uniform < probability else ZERO
    well = talks if satisfaction > ZERO else ZERO
    rewarded = s.introductions_per_talk + s.referrals_per_talk * referral_pull
    brings = _REFERS if talk_uniform < probability * rewarded else ZERO
    brings = _RECOMMENDS if talk_uniform < probability * s.introductions_per_talk else brings
    brings = _REFERS if talk_uniform < probability * s.referrals_per_talk else brings
    brings = brings if exits < HALF else ZERO
    angry = ZERO if satisfaction > ZERO else exits
    ill, to_come = talks - well, angry * by_feeling * s.periods_after_leaving
    return well, ill, brings * well, to_come, ill + to_come


def _silence():
    return ZERO, ZERO, ZERO, ZERO, ZERO


referral = referral.off(_silence)
