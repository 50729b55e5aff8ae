"""Recovery: a failure that the desk has made good is not felt, unless it comes too soon after another.

Of the failures that were made good since the last period, m, none is felt in the next experience, and one or
more count as one recovery. But a failure within `unforgiving_months` of another is not forgiven: it is felt
although it was made good, `g <- g + m`, and nothing is recovered. Any failure, recovered or not, begins
these months anew. What is settled in the same period is judged alike.
Sources: Smith, Bolton and Wagner (1999), A model of customer satisfaction with service encounters involving
failure and recovery, Journal of Marketing Research 36(3); Maxham and Netemeyer (2002), A longitudinal study
of complaining customers' evaluations of multiple service failures and recovery efforts, Journal of
Marketing 66(4), for the second failure.
"""

from typing import NamedTuple

from hooper.foundation.kernel_numerics import ONE, ZERO
from hooper.foundation.settings import NonNegative, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.law import law


class RecoverySettings(Settings):
    """For how long after a failure another one is not forgiven."""

    unforgiving_months: NonNegative = assumed(
        6.0, low=3.0, high=12.0, source="assumed; Maxham and Netemeyer (2002) for the second failure"
    )

    def constants(self, period_days: float) -> "Recovery":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return Recovery(self.unforgiving_months * DAYS_PER_MONTH / period_days)


class Recovery(NamedTuple):
    """The numbers that the law reads, in periods."""

    unforgiving_periods: float


@law(
    writes=("failure_felt", "recovered", "made_good", "unforgiving_periods"),
    settings=Recovery,
    state={"unforgiving_periods": 0.0},
)
def recovery(failure_felt, made_good, unforgiving_periods, s):
    """Return failures felt, whether one is recovered, none left to judge, and periods without forgiveness."""
    forgiven = made_good if unforgiving_periods < ONE else ZERO
    failures = failure_felt + made_good
    left = unforgiving_periods - ONE if unforgiving_periods > ONE else ZERO
    left = s.unforgiving_periods if failures > ZERO else left
    return failures - forgiven, (ONE if forgiven > ZERO else ZERO), ZERO, left
