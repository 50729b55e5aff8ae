"""Which desk a world has: the simplest that does what its settings ask for."""

from hooper.firm.desk import Desk
from hooper.firm.desk_shifts import Timetable
from hooper.firm.priority_desk import PriorityDesk
from hooper.firm.service_desk import ServiceDesk
from hooper.firm.skilled_desk import SkilledDesk
from hooper.scenario.firm_settings import DeskSettings


def open_desk(settings: DeskSettings, agents: int) -> Desk:
    """Return a desk with `agents` agents; one that lives event by event only where cases can be overtaken.

    >>> type(open_desk(DeskSettings(), agents=3)).__name__
    'ServiceDesk'
    """
    if settings.skills:
        return SkilledDesk(settings.skills, agents, lambda each: _of_one_skill(settings, each))
    return _of_one_skill(settings, agents)


def _of_one_skill(settings: DeskSettings, agents: int) -> Desk:
    if settings.is_first_come_first_served:
        return ServiceDesk(agents)
    return PriorityDesk(agents, Timetable.of(settings.shifts))
