"""Satiation: whoever has ordered much lately orders less for a while.

The rate of orders is multiplied by the appetite `A = e^(-phi s)`, where the stock of recent orders fades and
is filled up: `s <- s (1 - a) + n`. Kept is the appetite itself, for that is `A <- A^(1 - a) e^(-phi n)`.
Source: McAlister (1982), A dynamic attribute satiation model of variety-seeking behavior, Journal of Consumer
Research 9(2), for an inventory that fills up with use and fades.
"""

from typing import NamedTuple

from hooper.foundation.kernel_numerics import exp32, power32
from hooper.foundation.settings import Probability, Settings, assumed
from hooper.foundation.units import fraction_over
from hooper.mechanisms.law import law


class SatiationSettings(Settings):
    """What an order takes away of the appetite, and how fast it comes back."""

    satiation_per_order: Probability = assumed(0.10, low=0.0, high=0.30, source="assumed")
    fading_per_month: Probability = assumed(0.50, low=0.25, high=0.75, source="assumed")

    def constants(self, period_days: float) -> "Satiation":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return Satiation(self.satiation_per_order, 1.0 - fraction_over(self.fading_per_month, period_days))


class Satiation(NamedTuple):
    """The numbers that the law reads, per period."""

    per_order: float
    kept: float


@law(writes=("appetite",), settings=Satiation, state={"appetite": 1.0})
def satiation(appetite, orders, s):
    """Return the factor of the customer's rate of orders in the next period."""
    return power32(appetite, s.kept) * exp32(-s.per_order * orders)
