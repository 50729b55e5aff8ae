"""Accumulated experience: the longer a customer knows the firm, the less does news weigh.

`novelty = n0 / (n0 + months known)`, the months that have just passed among them, multiplies what expectation
and satisfaction take in of a period (`expectation`, `satisfaction`). What a customer expects before any
experience weighs as much as n0 months of it. With an adaptation of 1 / n0 a month, and no rival, expectation
is the mean of all months and of the first expectation with that weight: Bayesian updating of a mean.
Sources: Boulding, Kalra, Staelin and Zeithaml (1993), A dynamic process model of service quality, Journal of
Marketing Research 30(1), for the updating; Bolton (1998), A dynamic model of the duration of the customer's
relationship, Marketing Science 17(1), for prior satisfaction that weighs more with tenure.
"""

from typing import NamedTuple

from hooper.foundation.kernel_numerics import ONE
from hooper.foundation.settings import Positive, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.law import law


class AccumulatedExperienceSettings(Settings):
    """How much experience the first expectation is worth."""

    prior_months: Positive = assumed(5.0, low=2.0, high=10.0, source="assumed")

    def constants(self, period_days: float) -> "AccumulatedExperience":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return AccumulatedExperience(self.prior_months, period_days / DAYS_PER_MONTH)


class AccumulatedExperience(NamedTuple):
    """The numbers that the law reads, per period."""

    prior_months: float
    months: float


@law(writes=("novelty", "months_known"), settings=AccumulatedExperience, state={"months_known": 0.0})
def accumulated_experience(months_known, s):
    """Return the weight of what is new in a period, and the months known after it."""
    known = months_known + s.months
    return s.prior_months / (s.prior_months + known), known


def _always_as_new(months_known):
    return ONE, months_known


accumulated_experience = accumulated_experience.off(_always_as_new)
