"""The service desk as a queue on SimPy resources: slow, plain, and the reference of the compiled desks."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, Final, NoReturn

import numpy as np
import simpy
from simpy.resources.resource import PriorityRequest

from hooper.firm.case_order import order_of_arrival
from hooper.firm.desk import Columns, ServiceCases, SettledCases, check_cases
from hooper.firm.desk_shifts import ALWAYS, Timetable
from hooper.foundation.errors import Fault, InputError

_Process = Generator[simpy.Event, Any, None]
_NO_AGENT: Final = (-1,)
_BEFORE_ALL_CASES: Final = -0.5
_AFTER_ALL_LIVE_CASES: Final = 1_000_000


@dataclass
class _Settled:
    """What became of a case; `number` counts the cases in the order of their arrival."""

    number: int
    wait_days: float
    abandoned: bool
    called_back: bool


class SimPyDesk:
    """A desk on which each case is a SimPy process that asks for an agent and may lose patience.

    Agents sit at the `seats` of a `simpy.PriorityResource`. A seat without an agent is taken by a request
    that comes before all cases, so that an agent who leaves finishes the case in hand. Events that
    happen at the very same moment are taken as SimPy takes them; otherwise the desk is what `PriorityDesk`
    is, and what `ServiceDesk` is while nobody waits when agents change.

    >>> desk = SimPyDesk(agents=1)
    >>> desk.serve(ServiceCases.of([7, 8], [0.0, 1.0], 3.0, 9.0), until_days=7.0).wait_days.tolist()
    [0.0, 2.0]
    """

    def __init__(
        self,
        agents: int,
        timetable: Timetable = ALWAYS,
        now_days: float = 0.0,
        seats: int = 100,
        escalation_days: float = np.inf,
    ) -> None:
        self.agents = agents
        self.timetable = timetable
        self.escalation_days = escalation_days
        self._calendar = simpy.Environment(now_days)
        self._seats = simpy.PriorityResource(self._calendar, seats)
        self._empty_seats: list[PriorityRequest] = []
        self._cases = ServiceCases.of([], [], [], [])
        self._settled: list[_Settled] = []

    @property
    def waiting(self) -> int:
        """The number of cases that wait at the end of the last period, for a call back too."""
        return sum(request.priority != _NO_AGENT for request in self._seats.queue)

    def set_agents(self, agents: int, now_days: float) -> None:
        """Change the number of agents from `now_days` on, which is the end of the last period."""
        if now_days != self._calendar.now:
            raise ValueError(f"agents change on day {self._calendar.now}, not on day {now_days}")
        self.agents = agents

    def serve(self, cases: ServiceCases, until_days: float) -> SettledCases:
        """Live through a period as `PriorityDesk.serve` does; settled cases come in the same order."""
        check_cases(cases, self._calendar.now, until_days)
        earlier = self._cases.size
        order = order_of_arrival(cases.arrival_days, cases.customer_id)
        self._cases = self._cases.followed_by(cases.take(order))
        self._calendar.process(self._keep_shifts(until_days))
        for number in range(earlier, self._cases.size):
            self._calendar.process(self._live(number))
        self._settled = []
        self._calendar.run(until_days)
        place = np.concatenate([np.arange(earlier), earlier + order])
        return self._answer(sorted(self._settled, key=lambda settled: place[settled.number]))

    def restore(self, state: Columns) -> NoReturn:
        """Refuse to go on from a checkpoint, as `state` refuses to make one."""
        del state
        self.state()

    def state(self) -> NoReturn:
        """Refuse the checkpoint (`InputError`): processes on a calendar cannot be stored."""
        raise InputError(
            [
                Fault(
                    where="service desk",
                    problem="the SimPy reference desk cannot be stored in a checkpoint",
                    remedy="use the desks that worlds use (open_desk), which give the same waits",
                )
            ]
        )

    def _answer(self, settled: list[_Settled]) -> SettledCases:
        return SettledCases(
            self._cases.take(np.array([each.number for each in settled], np.int64)),
            np.array([each.wait_days for each in settled], np.float64),
            np.array([each.abandoned for each in settled], np.bool_),
            np.array([each.called_back for each in settled], np.bool_),
        )

    def _keep_shifts(self, until_days: float) -> _Process:
        days, working = self.timetable.working(self.agents, self._calendar.now, until_days)
        for day, agents in zip(days.tolist(), working.tolist(), strict=True):
            yield self._calendar.timeout(max(day - self._calendar.now, 0.0))
            self._seat(agents)

    def _seat(self, agents: int) -> None:
        """Let so many agents work: take empty seats out of use, or put the last ones taken out back."""
        empty = self._seats.capacity - agents
        if empty < 0:
            raise ValueError(f"{agents} agents need more than {self._seats.capacity} seats")
        while len(self._empty_seats) < empty:
            self._empty_seats.append(self._seats.request(_NO_AGENT))  # pyright: ignore[reportArgumentType]  # it is compared, no more
        while len(self._empty_seats) > empty:
            seat = self._empty_seats.pop()
            if seat.triggered:
                self._seats.release(seat)
            else:
                seat.cancel()

    def _live(self, number: int) -> _Process:
        columns = self._cases.columns()
        arrival, service, patience, priority, customer_id, accepts = (
            columns[name][number].item()
            for name in (
                "arrival_days",
                "service_days",
                "patience_days",
                "priority",
                "customer_id",
                "accepts_call_back",
            )
        )
        yield self._calendar.timeout(arrival - self._calendar.now)
        came = self._calendar.now
        seat = self._ask(priority, arrival, customer_id)
        on_the_line = min(patience, self.escalation_days)
        yield seat | self._calendar.timeout(on_the_line)
        if not seat.triggered and on_the_line < patience:
            seat.cancel()
            seat = self._ask(_BEFORE_ALL_CASES, arrival, priority, customer_id)
            yield seat | self._calendar.timeout(patience - on_the_line)
        called_back = not seat.triggered
        if called_back:
            seat.cancel()
            if not accepts:
                self._settled.append(_Settled(number, patience, abandoned=True, called_back=False))
                return
            seat = self._ask(_AFTER_ALL_LIVE_CASES + priority, arrival, customer_id)
            yield seat
        self._settled.append(
            _Settled(number, self._calendar.now - came, abandoned=False, called_back=called_back)
        )
        yield self._calendar.timeout(service)
        self._seats.release(seat)

    def _ask(self, *turn: float) -> PriorityRequest:
        return self._seats.request(turn)  # pyright: ignore[reportArgumentType]  # it is compared, no more
