"""Failure: things go wrong with orders and in idle use; some who suffer call the service desk.

A failure happens with probability `(f_order * n + f_idle) * (1 + mistakes of the staff)`; a share of the
failed complain and become a service case, whose wait and outcome reach the customer in the next period (what
was made good is judged by `recovery`). The silent ones carry the failure itself into their next experience
(Smith, Bolton and Wagner 1999 for failure and recovery).
"""

from typing import NamedTuple

from hooper.foundation.decisions import EXPERIENCE_AND_PURCHASE
from hooper.foundation.kernel_numerics import ONE, ZERO
from hooper.foundation.settings import Probability, Settings, assumed
from hooper.foundation.units import fraction_over
from hooper.mechanisms.law import Draw, Event, law


class FailureSettings(Settings):
    """How often things fail, and how many of the failed complain."""

    failure_per_order: Probability = assumed(0.10, low=0.05, high=0.15, source="assumed")
    failure_per_month_of_use: Probability = 0.01
    complaint_share: Probability = assumed(
        0.35, low=0.15, high=0.50, source="assumed: surveys find 5 to 50 % of those who suffer complain"
    )

    def constants(self, period_days: float) -> "Failure":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return Failure(
            self.failure_per_order,
            fraction_over(self.failure_per_month_of_use, period_days),
            self.complaint_share,
        )


class Failure(NamedTuple):
    """The numbers that the law reads, per period."""

    per_order: float
    in_use: float
    complaint_share: float


@law(
    writes=("service_case", "failure_felt", "wait_felt"),
    settings=Failure,
    state={"failure_felt": 0.0, "wait_felt": 0.0, "made_good": 0.0},
    draws=(Draw("failure_uniform", "uniform", EXPERIENCE_AND_PURCHASE, 3),),
    events=(Event("service_cases", when="service_case"),),
)
def failure(orders, mistakes, failure_uniform, s):
    """Return whether a case is raised, and what will be felt of a failure and of waiting next period."""
    probability = (s.per_order * orders + s.in_use) * (ONE + mistakes)
    complains = ONE if failure_uniform < probability * s.complaint_share else ZERO
    fails = ONE if failure_uniform < probability else ZERO
    return complains, fails - complains, ZERO


def _nothing_fails():
    return ZERO, ZERO, ZERO


failure = failure.off(_nothing_fails)
