"""Income growth: what a customer spends on an order grows from year to year, at a rate of the customer's own.

`nu <- nu e^-(g + g_i) d` in a period of d years: amounts are p / nu on average, so that T years multiply them
by e^((g + g_i) T). The own rate g_i comes with who the customer is (`personas`), and is 0 without.
Source: Mincer (1974), Schooling, Experience, and Earnings, for earnings that grow with experience, at
different rates for different people.
"""

from typing import NamedTuple

from hooper.foundation.kernel_numerics import exp32
from hooper.foundation.settings import Settings, assumed
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.mechanisms.law import law


class IncomeGrowthSettings(Settings):
    """By how much the logarithm of what everybody spends grows."""

    growth_per_year: float = assumed(
        0.02, low=0.0, high=0.04, source="assumed: incomes grow by one or two percent a year, some by more"
    )

    def constants(self, period_days: float) -> "IncomeGrowth":
        """Return the numbers that the law reads, for periods of `period_days`."""
        return IncomeGrowth(self.growth_per_year, period_days / DAYS_PER_YEAR)


class IncomeGrowth(NamedTuple):
    """The numbers that the law reads: growth a year, and how long a period is."""

    growth_per_year: float
    years: float


@law(writes=("spend_rate",), settings=IncomeGrowth, state={"income_growth": 0.0})
def income_growth(spend_rate, income_growth, s):
    """Return the customer's spend rate nu (1 / currency) after a period."""
    return spend_rate * exp32(-s.years * (s.growth_per_year + income_growth))
