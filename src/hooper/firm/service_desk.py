"""The service desk: one queue for a number of alike agents, first come first served, with patience.

All that the queue needs to know is when each agent is next idle. Those times are a heap that is kept
over the periods, so that a queue at the end of one period is still there at the start of the next.
Source: Kiefer and Wolfowitz (1955), On the theory of queues with many servers; `SimPyDesk` is the
reference that it is tested against.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hooper.foundation.jit import compiled, kernel


@dataclass(frozen=True)
class Served:
    """What became of the cases that were handed to a desk, each array of shape `(n_cases,)`.

    `wait_days` runs from the arrival to the start of the service, or to the moment of giving up;
    `abandoned` marks the cases that gave up.
    """

    wait_days: NDArray[np.float64]
    abandoned: NDArray[np.bool_]


class ServiceDesk:
    """A desk whose whole state is the times (absolute days) at which its agents are next idle.

    A case is settled for good when it is handed in, even if its service starts in a later period:
    a change at a period boundary concerns only the cases that come after it.

    >>> desk = ServiceDesk(agents=1)
    >>> desk.serve([0.0, 1.0], service_days=[3.0, 3.0], patience_days=[9.0, 9.0], customer_ids=[7, 8])
    Served(wait_days=array([0., 2.]), abandoned=array([False, False]))
    """

    def __init__(self, agents: int, now_days: float = 0.0) -> None:
        self._idle_at_days = np.full(agents, now_days)
        self._settled_until_days = now_days

    @property
    def agents(self) -> int:
        """The number of agents that take new cases."""
        return self._idle_at_days.size

    def set_agents(self, agents: int, now_days: float) -> None:
        """Change the number of agents from `now_days` on, not before an arrival already handed in.

        Whoever joins is idle from now and takes new cases only, so that a new case may overtake one
        that is settled and still waits. Of those who leave, the idlest go first; an agent with settled
        cases finishes them and takes no more.
        """
        self._move_on(now_days, now_days)
        staying = np.sort(self._idle_at_days)[max(self.agents - agents, 0) :]
        joining = np.full(agents - staying.size, now_days)
        self._idle_at_days = np.sort(np.concatenate([staying, joining]))

    def serve(
        self,
        arrival_days: ArrayLike,
        service_days: ArrayLike,
        patience_days: ArrayLike,
        customer_ids: ArrayLike,
    ) -> Served:
        """Settle the cases of a period, given in any order and answered in the same order.

        All arguments have the shape `(n_cases,)`. Arrivals are absolute days, none before one that
        was handed in earlier (`ValueError`); a service keeps an agent busy for `service_days`; a case
        that would have to wait longer than its patience leaves at the end of it, without service.
        Cases that arrive at the same time are taken by customer id. Without agents, all leave.
        """
        cases = np.array([arrival_days, service_days, patience_days], dtype=np.float64)
        order = np.lexsort((np.asarray(customer_ids), cases[0]))
        arrival, service, patience = cases[:, order]
        wait, abandoned = np.empty(order.size), np.empty(order.size, dtype=np.bool_)
        if order.size:
            self._move_on(float(arrival[0]), float(arrival[-1]))
            wait[order], abandoned[order] = _serve_in_order(arrival, service, patience, self._idle_at_days)
        return Served(wait, abandoned)

    def state(self) -> dict[str, NDArray[np.float64]]:
        """Return all that the desk has to remember: copies, the same for desks that act alike."""
        return {
            "idle_at_days": np.sort(self._idle_at_days),
            "settled_until_days": np.array(self._settled_until_days),
        }

    @classmethod
    def from_state(cls, state: dict[str, NDArray[np.float64]]) -> Self:
        """Return a desk that goes on where the one with this state stopped."""
        desk = cls(agents=0, now_days=float(state["settled_until_days"]))
        desk._idle_at_days = np.sort(state["idle_at_days"])
        return desk

    def _move_on(self, first_days: float, last_days: float) -> None:
        if first_days < self._settled_until_days:
            raise ValueError(
                f"day {first_days} lies before day {self._settled_until_days}, which the desk has settled"
            )
        self._settled_until_days = last_days


@kernel
def _replace_earliest(idle_at_days: NDArray[np.float64], days: float) -> None:
    """Replace the root of the heap by `days` and sift it down."""
    place = 0
    child = 1
    while child < idle_at_days.size:
        if child + 1 < idle_at_days.size and idle_at_days[child + 1] < idle_at_days[child]:
            child += 1
        if idle_at_days[child] >= days:
            break
        idle_at_days[place] = idle_at_days[child]
        place = child
        child = 2 * place + 1
    idle_at_days[place] = days


@compiled
def _serve_in_order(
    arrival_days: NDArray[np.float64],
    service_days: NDArray[np.float64],
    patience_days: NDArray[np.float64],
    idle_at_days: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return waits and abandonments of cases in the order of arrival, and move the heap on."""
    wait_days = np.empty(arrival_days.size)
    abandoned = np.empty(arrival_days.size, dtype=np.bool_)
    for case in range(arrival_days.size):
        start = np.inf
        if idle_at_days.size > 0:
            start = max(arrival_days[case], idle_at_days[0])
        wait = start - arrival_days[case]
        abandoned[case] = idle_at_days.size == 0 or wait > patience_days[case]
        if abandoned[case]:
            wait_days[case] = patience_days[case]
        else:
            wait_days[case] = wait
            _replace_earliest(idle_at_days, start + service_days[case])
    return wait_days, abandoned
