"""Rate drift: a customer's own purchase rate wanders over life, and comes back.

`d <- rho d + tau sqrt(1 - rho^2) z`, z ~ N(0, 1), is the logarithm of the factor by which the rate differs
from the customer's usual one: a mean-reverting walk with the standard deviation tau in the long run. It
begins at zero.
Source: Uhlenbeck and Ornstein (1930), Physical Review 36, sampled at periods; that rates are not constant
is the complaint of Fader, Hardie and Huang (2004), A dynamic changepoint model for new product sales
forecasting, Marketing Science 23(1).
"""

import math
from typing import NamedTuple

from hooper.foundation.decisions import BUYING_HABITS
from hooper.foundation.settings import NonNegative, Positive, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.law import Draw, law


class RateDriftSettings(Settings):
    """How far the logarithm of a rate wanders, and how long it takes to come half the way back."""

    sd: NonNegative = assumed(0.3, low=0.0, high=0.6, source="assumed")
    half_life_months: Positive = assumed(12.0, low=6.0, high=36.0, source="assumed")

    def constants(self, period_days: float) -> "RateDrift":
        """Return the numbers that the law reads, for periods of `period_days`."""
        kept = 0.5 ** (period_days / DAYS_PER_MONTH / self.half_life_months)
        return RateDrift(kept, self.sd * math.sqrt(1.0 - kept**2))


class RateDrift(NamedTuple):
    """The numbers that the law reads, per period."""

    kept: float
    shock_sd: float


@law(
    writes=("rate_drift",),
    settings=RateDrift,
    state={"rate_drift": 0.0},
    draws=(Draw("drift_normal", "normal", BUYING_HABITS, 0),),
)
def rate_drift(rate_drift, drift_normal, s):
    """Return how the logarithm of the customer's rate differs from usual after a period."""
    return s.kept * rate_drift + s.shock_sd * drift_normal
