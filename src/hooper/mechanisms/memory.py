"""Memory: what a customer recalls of the firm in each dimension fades, and is renewed by experience.

`M <- M + a (x - M)`: exponential smoothing. Emotional loyalty grows on it, and it tells through which hole
a customer leaves.
Source: Bolton (1998), A dynamic model of the duration of the customer's relationship, for anchoring and
adjustment.
"""

from typing import NamedTuple

from hooper.foundation.settings import Probability, Settings, assumed
from hooper.foundation.units import fraction_over
from hooper.mechanisms.law import law


class MemorySettings(Settings):
    """How fast what happened lately takes the place of what happened before."""

    renewal_per_month: Probability = assumed(0.20, low=0.10, high=0.40, source="assumed")

    def constants(self, period_days: float) -> "Memory":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return Memory(fraction_over(self.renewal_per_month, period_days))


class Memory(NamedTuple):
    """The numbers that the law reads, per period."""

    renewal: float


@law(writes=("recent_experience",), settings=Memory, state={"recent_experience": 0.0}, per_dimension=True)
def memory(recent_experience, experience, s):
    """Return what is recalled of experience after a period, in one dimension."""
    return recent_experience + s.renewal * (experience - recent_experience)
