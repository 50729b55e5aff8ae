"""The service desk as a queue on SimPy resources: slow, plain, and the reference of `ServiceDesk`."""

from collections.abc import Callable, Generator
from functools import partial
from typing import Any, NoReturn

import numpy as np
import simpy
from numpy.typing import ArrayLike

from hooper.firm.service_desk import Served
from hooper.foundation.errors import Fault, InputError

_Process = Generator[simpy.Event, Any, Any]
_Happening = Callable[[simpy.Environment, simpy.Container], _Process]


class SimPyDesk:
    """A desk on which each case is a SimPy process that asks for an agent and may lose patience.

    It keeps all that ever happened and lives through it again for each period, since a wait may end
    in a later one. An agent who leaves waits for the turn as a case does. One point differs from
    `ServiceDesk`: an agent who joins helps those who wait already.

    >>> desk = SimPyDesk(agents=1)
    >>> desk.serve([0.0, 1.0], service_days=[3.0, 3.0], patience_days=[9.0, 9.0], customer_ids=[7, 8])
    Served(wait_days=array([0., 2.]), abandoned=array([False, False]))
    """

    def __init__(self, agents: int, now_days: float = 0.0) -> None:
        self._happenings: list[_Happening] = []
        self._agents = 0
        self.set_agents(agents, now_days)

    @property
    def agents(self) -> int:
        """The number of agents that take new cases."""
        return self._agents

    def set_agents(self, agents: int, now_days: float) -> None:
        """Change the number of agents from `now_days` on, as `ServiceDesk.set_agents` does."""
        self._happenings += [partial(_join, now_days)] * (agents - self._agents)
        self._happenings += [partial(_leave, now_days)] * (self._agents - agents)
        self._agents = agents

    def serve(
        self,
        arrival_days: ArrayLike,
        service_days: ArrayLike,
        patience_days: ArrayLike,
        customer_ids: ArrayLike,
    ) -> Served:
        """Settle the cases of a period as `ServiceDesk.serve` does."""
        cases = np.array([arrival_days, service_days, patience_days], dtype=np.float64).T
        order = np.lexsort((np.asarray(customer_ids), cases[:, 0]))
        self._happenings += [partial(_case, *case) for case in cases[order].tolist()]
        wait, abandoned = np.empty(order.size), np.empty(order.size, dtype=np.bool_)
        outcomes = self._live()[len(self._happenings) - order.size :]
        for case, outcome in zip(order, outcomes, strict=True):
            wait[case], abandoned[case] = outcome
        return Served(wait, abandoned)

    def state(self) -> NoReturn:
        """Refuse the checkpoint (`InputError`): this desk has no state of bounded size."""
        raise InputError(
            [
                Fault(
                    where="service desk",
                    problem="the SimPy reference desk cannot be stored in a checkpoint",
                    remedy="use the default desk (ServiceDesk), which gives the same waits",
                )
            ]
        )

    def _live(self) -> list[Any]:
        """Live through all that happened; a case returns the days it waited and whether it gave up."""
        calendar = simpy.Environment()
        idle_agents = simpy.Container(calendar)
        processes = [calendar.process(happening(calendar, idle_agents)) for happening in self._happenings]
        calendar.run()
        return [process.value for process in processes]


def _join(now_days: float, calendar: simpy.Environment, idle_agents: simpy.Container) -> _Process:
    yield calendar.timeout(now_days)
    yield idle_agents.put(1)


def _leave(now_days: float, calendar: simpy.Environment, idle_agents: simpy.Container) -> _Process:
    yield calendar.timeout(now_days)
    yield idle_agents.get(1)


def _case(
    arrival_days: float,
    service_days: float,
    patience_days: float,
    calendar: simpy.Environment,
    idle_agents: simpy.Container,
) -> _Process:
    yield calendar.timeout(arrival_days)
    agent = idle_agents.get(1)
    yield agent | calendar.timeout(patience_days)
    if not agent.triggered:
        agent.cancel()
        return patience_days, True
    wait_days = calendar.now - arrival_days
    yield calendar.timeout(service_days)
    yield idle_agents.put(1)
    return wait_days, False
