"""Settings of the sales force: how much time reps have, who is due for a visit, and what it costs."""

from typing import Annotated

from pydantic import Field

from hooper.foundation.settings import NonNegative, Positive, Probability, Settings, assumed


class SalesForceSettings(Settings):
    """Reps per 1,000 founders, each of whom has some hours a month for visits, the way there included.

    A visit is due so many days after the last one, one a period at most, by the stage of the customer; 0 is
    never. Customers to whom more than `key_account_share` of all sales to those who are there went are key
    accounts and go first; with 0 there are none.
    """

    reps_per_1000: NonNegative = 10.0
    visit_hours_per_month: NonNegative = 80.0
    hours_per_visit: Positive = 2.0
    days_between_visits_in_exploration: NonNegative = 90.0
    days_between_visits_in_formation: NonNegative = 60.0
    days_between_visits_in_stability: NonNegative = 60.0
    days_between_visits_in_decline: NonNegative = 30.0
    key_account_share: Probability = 0.0
    neglect_per_overdue_period: Annotated[float, Field(ge=0, le=1)] = assumed(
        0.5, low=0.2, high=1.0, source="assumed"
    )
    rep_cost_per_month: NonNegative = 4000.0
    cost_per_visit: NonNegative = 20.0
    commission_share: Probability = 0.02

    def days_between_visits(self) -> tuple[float, float, float, float]:
        """Return after how many days the next visit is due, by stage; 0 is never."""
        return (
            self.days_between_visits_in_exploration,
            self.days_between_visits_in_formation,
            self.days_between_visits_in_stability,
            self.days_between_visits_in_decline,
        )

    def reps(self, founders: int) -> int:
        """Return the number of reps for a world of `founders` customers: none, or at least one."""
        return max(1, round(self.reps_per_1000 * founders / 1000.0)) if self.reps_per_1000 else 0
