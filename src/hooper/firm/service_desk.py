"""The service desk: one queue for a number of alike agents, first come first served, with patience.

All that the queue needs to know is when each agent is next idle. Those times are a heap that is kept
over the periods, so that a queue at the end of one period is still there at the start of the next.
Source: Kiefer and Wolfowitz (1955), On the theory of queues with many servers; `SimPyDesk` is the
reference that it is tested against.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.firm.case_order import order_of_arrival
from hooper.firm.desk import Columns, ServiceCases, SettledCases, check_cases
from hooper.firm.earliest_first import replace_earliest
from hooper.foundation.jit import compiled


class ServiceDesk:
    """A desk whose whole state is the times (absolute days) at which its agents are next idle.

    A case is settled for good when it is handed in, even if its service starts in a later period:
    a change at a period boundary concerns only the cases that come after it.

    >>> desk = ServiceDesk(agents=1)
    >>> settled = desk.serve(ServiceCases.of([7, 8], [0.0, 1.0], 3.0, 9.0), until_days=7.0)
    >>> settled.wait_days.tolist(), settled.abandoned.tolist()
    ([0.0, 2.0], [False, False])
    """

    def __init__(self, agents: int, now_days: float = 0.0) -> None:
        self._idle_at_days = np.full(agents, now_days)
        self._settled_until_days = now_days

    @property
    def agents(self) -> int:
        """The number of agents that take new cases."""
        return self._idle_at_days.size

    def set_agents(self, agents: int, now_days: float) -> None:
        """Change the number of agents from `now_days` on, not before the end of the last period.

        Whoever joins is idle from now and takes new cases only, so that a new case may overtake one
        that is settled and still waits. Of those who leave, the idlest go first; an agent with settled
        cases finishes them and takes no more.
        """
        if now_days < self._settled_until_days:
            raise ValueError(f"day {now_days} lies before day {self._settled_until_days}, which is settled")
        self._settled_until_days = now_days
        staying = np.sort(self._idle_at_days)[max(self.agents - agents, 0) :]
        joining = np.full(agents - staying.size, now_days)
        self._idle_at_days = np.sort(np.concatenate([staying, joining]))

    def serve(self, cases: ServiceCases, until_days: float) -> SettledCases:
        """Settle all cases of a period, and return them in the order given.

        A case that would have to wait longer than its patience leaves at the end of it, without service.
        Cases that arrive at the same time are taken by customer id. Without agents, all leave. Raises
        `ValueError` for a case that does not arrive in the period, or has a priority of its own.
        """
        check_cases(cases, self._settled_until_days, until_days)
        _check_alike(cases)
        order = order_of_arrival(cases.arrival_days, cases.customer_id)
        wait, abandoned = _serve_in_order(
            order, cases.arrival_days, cases.service_days, cases.patience_days, self._idle_at_days
        )
        self._settled_until_days = until_days
        return SettledCases(cases, wait, abandoned, np.zeros(cases.size, np.bool_))

    def state(self) -> Columns:
        """Return all that the desk has to remember: copies, the same for desks that act alike."""
        return {
            "idle_at_days": np.sort(self._idle_at_days),
            "settled_until_days": np.array(self._settled_until_days),
        }

    def restore(self, state: Columns) -> None:
        """Go on where the desk with this state stopped."""
        self._settled_until_days = float(state["settled_until_days"])
        self._idle_at_days = np.sort(state["idle_at_days"])


def _check_alike(cases: ServiceCases) -> None:
    if cases.size and (cases.priority.min() < cases.priority.max() or cases.accepts_call_back.any()):
        raise ValueError("this desk knows neither priorities nor call-backs; use `PriorityDesk`")


@compiled
def _serve_in_order(
    order: NDArray[np.int64],
    arrival_days: NDArray[np.float64],
    service_days: NDArray[np.float64],
    patience_days: NDArray[np.float64],
    idle_at_days: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return waits and abandonments of cases that are taken in an order, and move the heap on."""
    wait_days = np.empty(order.size)
    abandoned = np.empty(order.size, dtype=np.bool_)
    agents = idle_at_days.size
    for k in range(order.size):
        case = order[k]
        start = max(arrival_days[case], idle_at_days[0]) if agents > 0 else np.inf
        wait = start - arrival_days[case]
        abandoned[case] = agents == 0 or wait > patience_days[case]
        if abandoned[case]:
            wait_days[case] = patience_days[case]
        else:
            wait_days[case] = wait
            replace_earliest(idle_at_days, agents, float(start + service_days[case]))
    return wait_days, abandoned
