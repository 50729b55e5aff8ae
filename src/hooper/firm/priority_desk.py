"""A service desk with priorities, shifts, escalation and call-backs: a case that waits may be overtaken.

So a case is settled when its fate is certain: when its service starts, or its customer gives up. Cases
that wait at the end of a period are part of the desk's state. Urgent cases go before others, and nobody
in service is interrupted (Cobham 1954). Who accepts a call-back leaves a number when patience ends and
waits for as long as it takes; calls back are made when nobody waits on the line (Legros, Ding, van der
Mei and Jouini 2017; Balcioglu and Kanavetas 2022), the urgent first, then in the order of the first call.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.firm.case_order import order_of_arrival
from hooper.firm.desk import Columns, ServiceCases, SettledCases, check_cases
from hooper.firm.desk_events import CALLED_BACK, GAVE_UP, PRESENT, SERVED, Records, live_through
from hooper.firm.desk_shifts import ALWAYS, Timetable

_NO_CASES: Final = ServiceCases.of([], [], [], [])
_SEEN_BY_EVENTS: Final = ("arrival_days", "service_days", "patience_days", "priority", "accepts_call_back")


class PriorityDesk:
    """A desk whose state is who waits, and until when the agents in service are busy (absolute days).

    An agent whose shift is over, or who leaves, finishes the case in hand. Whoever has been on the line for
    longer than `escalation_days` goes before all others, the oldest first. `SimPyDesk` is the reference.

    >>> desk = PriorityDesk(agents=1)
    >>> first = desk.serve(ServiceCases.of([7, 8, 9], [0.0, 1.0, 2.0], 6.5, 99.0, [1, 1, 0]), until_days=7.0)
    >>> second = desk.serve(ServiceCases.of([], [], [], []), until_days=14.0)
    >>> first.cases.customer_id.tolist(), second.cases.customer_id.tolist(), second.wait_days.tolist()
    ([7, 9], [8], [12.0])
    """

    def __init__(
        self,
        agents: int,
        timetable: Timetable = ALWAYS,
        now_days: float = 0.0,
        escalation_days: float = np.inf,
    ) -> None:
        self.agents = agents
        self.timetable = timetable
        self.escalation_days = escalation_days
        self._settled_until_days = now_days
        self._busy_until_days = np.empty(0)
        self._waiting = _NO_CASES

    @property
    def waiting(self) -> int:
        """The number of cases that wait at the end of the last period, for a call back too."""
        return self._waiting.size

    def set_agents(self, agents: int, now_days: float) -> None:
        """Change the number of agents from `now_days` on, which is the end of the last period.

        Whoever joins helps those who wait; whoever leaves finishes the case in hand. Raises `ValueError`
        for another day, which would be a change in the past or in a period not yet lived through.
        """
        if now_days != self._settled_until_days:
            raise ValueError(
                f"agents change on day {self._settled_until_days} or later, not on day {now_days}"
            )
        self.agents = agents

    def serve(self, cases: ServiceCases, until_days: float) -> SettledCases:
        """Live through the period that ends at `until_days`; return the cases that were settled in it.

        Those of earlier periods come first, in the order of their arrival, then those handed in, in the
        order given. An event at the very end belongs to the next period. Raises `ValueError` for a case
        that does not arrive in the period.
        """
        check_cases(cases, self._settled_until_days, until_days)
        carried = self.waiting
        everybody = self._waiting.followed_by(cases)
        arriving = order_of_arrival(cases.arrival_days, cases.customer_id) + carried
        order = np.concatenate([np.arange(carried), arriving])
        present = np.zeros(everybody.size, PRESENT)
        for name in _SEEN_BY_EVENTS:
            present[name] = getattr(everybody, name)
        self._live_through(present, order, until_days)
        standing = present["standing"].copy()
        settled = np.flatnonzero(standing >= SERVED)
        still = order[standing[order] < SERVED]
        self._waiting = everybody.take(still)
        fate = standing[settled]
        wait = present["wait_days"][settled]
        return SettledCases(everybody.take(settled), wait, fate == GAVE_UP, fate == CALLED_BACK)

    def _live_through(self, present: Records, order: NDArray[np.int64], until_days: float) -> None:
        period = (self._settled_until_days, until_days)
        shifts = self.timetable.working(self.agents, *period)
        busy = self._busy_until_days.size
        busy_until = np.concatenate([self._busy_until_days, np.empty(self.agents)])
        busy = live_through(period, order, present, shifts, busy_until, busy, self.escalation_days)
        self._busy_until_days = np.sort(busy_until[:busy])
        self._settled_until_days = until_days

    def state(self) -> Columns:
        """Return all that the desk has to remember: copies, the same for desks that act alike."""
        waiting = {f"waiting.{name}": column.copy() for name, column in self._waiting.columns().items()}
        return waiting | {
            "busy_until_days": self._busy_until_days[self._busy_until_days > self._settled_until_days],
            "agents": np.array(self.agents),
            "settled_until_days": np.array(self._settled_until_days),
        }

    def restore(self, state: Columns) -> None:
        """Go on where the desk with this state stopped, under the timetable and escalation of this one."""
        self.agents = int(state["agents"])
        self._settled_until_days = float(state["settled_until_days"])
        self._busy_until_days = np.sort(state["busy_until_days"])
        waiting = (state[f"waiting.{name}"].copy() for name in _NO_CASES.columns())
        self._waiting = ServiceCases(*waiting)
