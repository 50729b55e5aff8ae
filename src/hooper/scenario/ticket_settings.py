"""Settings of the second line: specialists, how long tickets take, what escalates, and what is learnt."""

from typing import Annotated

from pydantic import Field

from hooper.foundation.settings import NonNegative, Positive, Probability, Settings, assumed
from hooper.scenario.shifts import Shift


class TicketSettings(Settings):
    """The second line: specialists per 1,000 founders, each of whom works on one ticket at a time.

    Work on a ticket is exponential. A ticket that has waited for longer than `escalation_days` goes before
    all others. A ticket begun within `target_days` is in time; one begun later costs
    `penalty_per_late_ticket`. Days until a ticket is solved weigh `days_open_felt` of days on the line. Each
    doubling of the tickets that the knowledge base holds, `known_tickets_per_1000` in the beginning, saves a
    share of the work that can be saved, which is all but `least_work_share`. Without `shifts` specialists
    work at all times.
    """

    specialists_per_1000: Annotated[float, Field(gt=0)] = 0.25
    days_per_ticket: Positive = 1.0
    resolution_share: Probability = assumed(0.8, low=0.6, high=0.95, source="assumed")
    urgent_share: Probability = assumed(0.2, low=0.05, high=0.4, source="assumed")
    escalation_days: NonNegative = 5.0
    target_days: NonNegative = 2.0
    days_open_felt: Probability = assumed(
        0.1, low=0.0, high=0.5, source="assumed; Hathaway, Emadi and Deshpande (2021) for waits at home"
    )
    work_saved_per_doubling: Annotated[float, Field(ge=0, lt=1)] = assumed(
        0.1, low=0.0, high=0.25, source="assumed; learning curves of 75 to 100 %, De Jong (1957)"
    )
    least_work_share: Probability = assumed(
        0.5, low=0.25, high=0.8, source="assumed; De Jong (1957): incompressible work"
    )
    known_tickets_per_1000: Positive = 10.0
    specialist_cost_per_month: NonNegative = 500.0
    cost_per_ticket: NonNegative = 1.0
    penalty_per_late_ticket: NonNegative = 0.0
    shifts: tuple[Shift, ...] = ()

    def specialists(self, founders: int) -> int:
        """Return the number of specialists for a world of `founders` customers (at least one)."""
        return max(1, round(self.specialists_per_1000 * founders / 1000.0))

    def known_tickets(self, founders: int) -> float:
        """Return how many solved tickets the knowledge base holds at first, those of one founder at least."""
        return self.known_tickets_per_1000 * max(founders, 1) / 1000.0
