"""Switching cost: the longer somebody stays, the more there is to lose by going elsewhere.

`z <- z + a (z_max - z)` from zero at entry: habits, data, learned procedures. It divides the hazards of all
holes, and the pull of rivals, by `e^z` (`defection`), and leaves satisfaction as it is: who is held by it
alone is not loyal. Who comes back finds it again.
Sources: Klemperer (1987), Markets with consumer switching costs, Quarterly Journal of Economics 102(2);
Burnham, Frels and Mahajan (2003), Consumer switching costs, Journal of the Academy of Marketing Science
31(2), for what they are made of.
"""

from typing import NamedTuple

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed
from hooper.foundation.units import fraction_over
from hooper.mechanisms.law import law


class SwitchingCostSettings(Settings):
    """What the logarithm of hazards falls by in the end, and the share of it that a month adds."""

    most: NonNegative = assumed(0.5, low=0.0, high=1.5, source="assumed; Burnham et al. (2003) for the sign")
    growth_per_month: Probability = assumed(0.08, low=0.02, high=0.20, source="assumed")

    def constants(self, period_days: float) -> "SwitchingCost":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return SwitchingCost(self.most, fraction_over(self.growth_per_month, period_days))


class SwitchingCost(NamedTuple):
    """The numbers that the law reads, per period."""

    most: float
    growth: float


@law(writes=("switching_cost",), settings=SwitchingCost, state={"switching_cost": 0.0})
def switching_cost(switching_cost, s):
    """Return what a customer would lose by leaving, after a period, in the logarithm of hazards."""
    return switching_cost + s.growth * (s.most - switching_cost)
