"""What a customer is worth who stays from period to period with a constant chance: closed forms.

The margin m grows by g a period, a customer stays with probability r, money is discounted by d a period.
With q = r (1 + g) / (1 + d), margins from now on and from the next period on are worth

    m (1 + q + q^2 + ...) = m (1 + d) / (1 + d - r (1 + g))
    m r / (1 + d) (1 + q + q^2 + ...) = m r / (1 + d - r (1 + g))

each to infinity, or cut off after some periods. Sources: Berger and Nasr (1998), Customer lifetime value,
Journal of Interactive Marketing 12(1): 17-30; Gupta and Lehmann (2005), Managing customers as investments.
"""

import math
from dataclasses import dataclass

from hooper.foundation.errors import Fault, InputError


@dataclass(frozen=True, kw_only=True)
class ConstantRetention:
    """The chance to stay for a period, the discount rate and the growth of the margin of one.

    Raises InputError for a retention outside 0 to 1, a rate below zero or a growth of -1 or less.
    """

    retention_per_period: float
    rate_per_period: float
    growth_per_period: float = 0.0

    def __post_init__(self) -> None:
        checks = {
            "retention_per_period": (0.0 <= self.retention_per_period <= 1.0, "give a chance from 0 to 1"),
            "rate_per_period": (0.0 <= self.rate_per_period < math.inf, "give a rate of zero or more"),
            "growth_per_period": (
                -1.0 < self.growth_per_period < math.inf,
                "give a rate above -1: -0.1 for a fall by 10 %",
            ),
        }
        faults = [
            Fault(name, f"is {getattr(self, name)}", remedy)
            for name, (fine, remedy) in checks.items()
            if not fine
        ]
        if faults:
            raise InputError(faults)

    @property
    def _ratio(self) -> float:
        return self.retention_per_period * (1.0 + self.growth_per_period) / (1.0 + self.rate_per_period)

    def worth_from_now(self, periods: float = math.inf) -> float:
        """Return the worth of margins now, where the first is 1, and in the next `periods` periods.

        Raises InputError for endless periods if the margin grows faster than it is lost and discounted.

        >>> customer = ConstantRetention(retention_per_period=0.9, rate_per_period=0.1)
        >>> round(customer.worth_from_now(), 6)
        5.5
        """
        return self._series(periods + 1.0)

    def worth_from_next_period(self, periods: float = math.inf) -> float:
        """Return the worth of margins in the next `periods` periods, where the first is 1.

        Raises InputError as `worth_from_now`.

        >>> customer = ConstantRetention(retention_per_period=0.9, rate_per_period=0.1)
        >>> round(customer.worth_from_next_period(), 6)
        4.5
        """
        return self.retention_per_period / (1.0 + self.rate_per_period) * self._series(periods)

    def _series(self, terms: float) -> float:
        """Return 1 + q + ... + q^(terms - 1), without cancellation for q near 1."""
        ratio = self._ratio
        if not terms >= 0.0:
            raise InputError([Fault("periods", f"is {terms}", "give zero periods or more")])
        if math.isinf(terms) and ratio >= 1.0:
            problem = f"is endless, with margins worth {ratio:.6g} times as much from period to period"
            raise InputError([Fault("periods", problem, "give a number of periods, or a higher discount")])
        if ratio in {0.0, 1.0}:
            return terms if ratio else min(terms, 1.0)
        return math.expm1(terms * math.log(ratio)) / (ratio - 1.0)
