"""Settings of leads: the steps from an enquiry to a customer, the work they take, and how leads age."""

from typing import Annotated

from pydantic import Field

from hooper.foundation.settings import NonNegative, Positive, Probability, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH

_Chance = Annotated[float, Field(gt=0, le=1)]


class LeadSettings(Settings):
    """Reps per 1,000 founders who work on leads, and chances a month that a lead gets on by one step.

    The steps lead from an enquiry to a qualified lead, to an opportunity, and to a customer. Each step takes
    working hours, successful or not. A chance loses `fading_per_month` of itself with every month of age,
    and is `1 + pull_of_reputation * R` times as large where the firm's name is R, from -1 to 1.
    """

    reps_per_1000: NonNegative = 1.0
    hours_per_month: NonNegative = 60.0
    hours_to_qualify: NonNegative = 1.0
    hours_to_propose: NonNegative = 4.0
    hours_to_close: NonNegative = 8.0
    chance_to_qualify_per_month: _Chance = assumed(0.5, low=0.2, high=0.8, source="assumed")
    chance_to_propose_per_month: _Chance = assumed(0.5, low=0.2, high=0.8, source="assumed")
    chance_to_close_per_month: _Chance = assumed(0.3, low=0.1, high=0.5, source="assumed")
    fading_per_month: Probability = assumed(0.15, low=0.0, high=0.4, source="assumed")
    drop_after_months: Positive = 9.0
    pull_of_reputation: Probability = 0.0
    rep_cost_per_month: NonNegative = 4000.0

    def hours(self) -> tuple[float, float, float]:
        """Return the working hours that each step takes."""
        return self.hours_to_qualify, self.hours_to_propose, self.hours_to_close

    def chances_per_month(self) -> tuple[float, float, float]:
        """Return the chance a month of each step, for a fresh lead."""
        return (
            self.chance_to_qualify_per_month,
            self.chance_to_propose_per_month,
            self.chance_to_close_per_month,
        )

    def reps(self, founders: int) -> int:
        """Return the number of reps for a world of `founders` customers: none, or at least one."""
        return max(1, round(self.reps_per_1000 * founders / 1000.0)) if self.reps_per_1000 else 0

    def cost(self, founders: int, days: float) -> float:
        """Return the wages of all reps for some days."""
        return self.reps(founders) * self.rep_cost_per_month * days / DAYS_PER_MONTH
