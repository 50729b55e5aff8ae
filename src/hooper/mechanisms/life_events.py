"""Life events: now and then a life changes, and with it how much somebody buys.

With probability `1 - e^-(f d)` in a period of d years something happens (a move, a wedding, a child), and the
logarithm of the factor on the customer's purchase rate jumps, `d <- d + J z`, z ~ N(0, 1). The jump fades as
every difference from the usual rate does (`rate_drift`); where rates do not drift, it stays.
Source: Andreasen (1984), Life status changes and changes in consumer preferences and satisfaction, Journal
of Consumer Research 11(3).
"""

import math
from typing import NamedTuple

from hooper.foundation.decisions import BUYING_HABITS
from hooper.foundation.kernel_numerics import ZERO
from hooper.foundation.settings import NonNegative, Settings, assumed
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.mechanisms.law import Draw, law


class LifeEventsSettings(Settings):
    """How often something happens in a life, and how far the logarithm of a rate then jumps."""

    events_per_year: NonNegative = assumed(0.15, low=0.05, high=0.30, source="assumed")
    jump_sd: NonNegative = assumed(0.4, low=0.2, high=0.8, source="assumed; Andreasen (1984) for the sign")

    def constants(self, period_days: float) -> "LifeEvents":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return LifeEvents(-math.expm1(-self.events_per_year * period_days / DAYS_PER_YEAR), self.jump_sd)


class LifeEvents(NamedTuple):
    """The numbers that the law reads, per period."""

    chance: float
    jump_sd: float


@law(
    writes=("rate_drift",),
    settings=LifeEvents,
    draws=(
        Draw("life_event_uniform", "uniform", BUYING_HABITS, 3),
        Draw("jump_normal", "second_normal", BUYING_HABITS, 0),
    ),
)
def life_events(rate_drift, life_event_uniform, jump_normal, s):
    """Return how the logarithm of the customer's rate differs from usual, after what happens in a period."""
    return rate_drift + (s.jump_sd * jump_normal if life_event_uniform < s.chance else ZERO)
