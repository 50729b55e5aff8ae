"""A service desk with skills: a call goes to those who can answer it, and each skill is a queue of its own.

Agents do not help out at each other's queues, so one may be idle while others wait: what routing by skill
costs against a pool of agents who can do everything, in which nobody waits while an agent is idle.
Source: Smith and Whitt (1981), Resource sharing for efficiency in traffic systems, Bell System Technical
Journal 60(1).
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from hooper.firm.department import part_of
from hooper.firm.desk import Columns, Desk, ServiceCases, SettledCases
from hooper.scenario.skills import Skill, agents_of

_COLUMNS: Final = ("wait_days", "abandoned", "called_back")


class SkilledDesk:
    """Desks side by side, one a skill; `ServiceCases.skill` says to which a case goes.

    Agents are shared out anew whenever their number changes; a skill may be left without any for a while.

    >>> from hooper.firm.service_desk import ServiceDesk
    >>> skills = [Skill(name=name, share_of_calls=0.5, share_of_agents=0.5) for name in ("bills", "repairs")]
    >>> desk = SkilledDesk(skills, 2, ServiceDesk)
    >>> desk.serve(ServiceCases.of([7, 8], [0.0, 1.0], 3.0, 9.0, skill=1), 7.0).wait_days.tolist()
    [0.0, 2.0]
    """

    def __init__(self, skills: Sequence[Skill], agents: int, open_one: Callable[[int], Desk]) -> None:
        self.skills = tuple(skills)
        self.desks = tuple(open_one(each) for each in agents_of(skills, agents))

    @property
    def agents(self) -> int:
        """The number of agents that the desk employs, of all skills."""
        return sum(desk.agents for desk in self.desks)

    def set_agents(self, agents: int, now_days: float) -> None:
        """Change the number of agents from `now_days` on, the end of the last period served."""
        for desk, each in zip(self.desks, agents_of(self.skills, agents), strict=True):
            desk.set_agents(each, now_days)

    def serve(self, cases: ServiceCases, until_days: float) -> SettledCases:
        """Let each skill serve its cases of a period; the cases settled come skill by skill."""
        settled = [
            desk.serve(cases.take(np.flatnonzero(cases.skill == skill)), until_days)
            for skill, desk in enumerate(self.desks)
        ]
        everything = settled[0].cases
        for each in settled[1:]:
            everything = everything.followed_by(each.cases)
        told = [np.concatenate([getattr(each, name) for each in settled]) for name in _COLUMNS]
        return SettledCases(everything, *told)

    def state(self) -> Columns:
        """Return all that the desk has to remember: copies, skill by skill."""
        return {
            f"{skill}.{name}": values
            for skill, desk in enumerate(self.desks)
            for name, values in desk.state().items()
        }

    def restore(self, state: Columns) -> None:
        """Go on where the desk with this state stopped."""
        for skill, desk in enumerate(self.desks):
            desk.restore(part_of(state, str(skill)))
