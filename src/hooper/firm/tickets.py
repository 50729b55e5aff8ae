"""Tickets: what the desk answers but cannot solve at once goes to specialists, and is solved there or not.

Specialists are a queue with two priorities that never loses a ticket. What has waited for too long escalates:
it goes before all others, the oldest first. A ticket is settled when a specialist takes it up, since its fate
is certain then: only now is the failure felt or made good, and so is the time until the work is done.
Source: Cobham (1954), Priority assignment in waiting line problems, Journal of the Operations Research
Society of America 2(1).
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import Felt, Happened, Work, part_of
from hooper.firm.desk import Columns, ServiceCases, SettledCases
from hooper.firm.desk_shifts import Timetable
from hooper.firm.knowledge_base import work_share
from hooper.firm.priority_desk import PriorityDesk
from hooper.foundation.decisions import TICKET
from hooper.foundation.random_words import exponentials, uniforms, words
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.ticket_settings import TicketSettings

_PATIENT: Final = np.inf
_LOW_WORD: Final = np.uint64(0xFFFFFFFF)
_HIGH: Final = np.uint64(32)
_NO_TICKETS: Final = ServiceCases.of([], [], [], [])


class Tickets:
    """The second line. It remembers its queue, tickets on their way to it, and how many it has solved.

    The service level is the share of the tickets taken up in a period that were taken up within the target.

    >>> Tickets(TicketSettings(specialists_per_1000=0.5), founders=20_000).specialists
    10
    """

    name = "tickets"
    every = 1

    def __init__(self, settings: TicketSettings, founders: int) -> None:
        self.settings = settings
        self.specialists = settings.specialists(founders)
        self.solved = 0
        self._known_before = settings.known_tickets(founders)
        self._queue = PriorityDesk(
            self.specialists, Timetable.of(settings.shifts), escalation_days=settings.escalation_days
        )
        self._on_their_way = _NO_TICKETS

    @property
    def waiting(self) -> int:
        """The number of tickets that nobody has taken up yet."""
        return self._on_their_way.size + self._queue.waiting

    def take_over(self, cases: ServiceCases, ended_days: NDArray[np.float64], happened: Happened) -> None:
        """Make tickets of cases whose first contact ended, without success, on some days, both `(n,)`.

        A customer has one case a period, so a ticket's chance is that of the period that raised the case.
        """
        settings = self.settings
        low, high = cases.customer_id & _LOW_WORD, cases.customer_id >> _HIGH
        raised = np.floor(cases.arrival_days / happened.period_days).astype(np.uint32)
        drawn = words(happened.key, low, high, raised, TICKET)
        days = settings.days_per_ticket * work_share(
            self.solved, self._known_before, settings.work_saved_per_doubling, settings.least_work_share
        )
        tickets = ServiceCases.of(
            cases.customer_id,
            np.maximum(ended_days, happened.begins_days),
            exponentials(drawn[0]) * days,
            _PATIENT,
            priority=uniforms(drawn[2]) >= settings.urgent_share,
            slot=cases.slot,
            recovers=uniforms(drawn[1]) < settings.resolution_share,
        )
        self._on_their_way = self._on_their_way.followed_by(tickets)

    def work(self, happened: Happened) -> Work:
        """Let specialists take tickets up, and let what they have taken up be felt."""
        here = self._on_their_way.arrival_days < happened.ends_days
        tickets = self._on_their_way.take(np.flatnonzero(here))
        self._on_their_way = self._on_their_way.take(np.flatnonzero(~here))
        begun = self._queue.serve(tickets, happened.ends_days)
        late = begun.wait_days > self.settings.target_days
        self.solved += int(begun.cases.recovers.sum())
        return Work(
            self._cost(begun.cases.size, int(late.sum()), happened.period_days),
            self._felt(begun),
            {"tickets": self._told(begun)},
            operations=self._operations(tickets, begun, late, happened.period_days),
            settled_cases=begun.cases.slot,
        )

    def state(self) -> Columns:
        """Return a copy of all that the second line has to remember."""
        queue = {f"queue.{name}": values for name, values in self._queue.state().items()}
        coming = {f"coming.{name}": values.copy() for name, values in self._on_their_way.columns().items()}
        return {**queue, **coming, "solved": np.array(self.solved)}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on where the second line with this state stopped."""
        self._queue.restore(part_of(state, "queue"))
        coming = (state[f"coming.{name}"].copy() for name in _NO_TICKETS.columns())
        self._on_their_way = ServiceCases(*coming)
        self.solved = int(state["solved"])

    def _cost(self, tickets: int, late: int, days: float) -> float:
        wages = self.specialists * self.settings.specialist_cost_per_month * days / DAYS_PER_MONTH
        penalties = self.settings.penalty_per_late_ticket * late
        return wages + self.settings.cost_per_ticket * tickets + penalties

    def _felt(self, begun: SettledCases) -> dict[str, Felt]:
        slots, solved = begun.cases.slot, begun.cases.recovers
        days_open = begun.wait_days + begun.cases.service_days
        return {
            "wait_felt": Felt(slots, self.settings.days_open_felt * days_open),
            "failure_felt": Felt(slots, (~solved).astype(np.float64)),
            "made_good": Felt(slots, solved.astype(np.float64)),
        }

    def _operations(
        self, came: ServiceCases, begun: SettledCases, late: NDArray[np.bool_], days: float
    ) -> dict[str, float]:
        """Return what the manager of the second line looks at."""
        return {
            "tickets": float(came.size),
            "load": float(came.service_days.sum()) / (self.specialists * days),
            "service_level": _share(~late),
            "escalated_share": _share(begun.wait_days > self.settings.escalation_days),
            "resolved_share": _share(begun.cases.recovers),
            "waiting": float(self._queue.waiting),
        }

    def _told(self, begun: SettledCases) -> Columns:
        return {
            "customer_id": begun.cases.customer_id,
            "time_days": begun.cases.arrival_days,
            "wait_days": begun.wait_days,
            "escalated": begun.wait_days > self.settings.escalation_days,
            "resolved": begun.cases.recovers,
        }


def _share(marked: NDArray[np.bool_]) -> float:
    return float(marked.mean()) if marked.size else np.nan
