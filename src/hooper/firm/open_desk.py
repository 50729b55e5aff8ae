"""Which desk a world has: the simplest that does what its settings ask for."""

from hooper.firm.desk import Desk
from hooper.firm.desk_shifts import Timetable
from hooper.firm.priority_desk import PriorityDesk
from hooper.firm.service_desk import ServiceDesk
from hooper.scenario.firm_settings import DeskSettings


def open_desk(settings: DeskSettings, agents: int) -> Desk:
    """Return a desk with `agents` agents; one that lives event by event only where cases can be overtaken.

    >>> type(open_desk(DeskSettings(), agents=3)).__name__
    'ServiceDesk'
    """
    if settings.is_first_come_first_served:
        return ServiceDesk(agents)
    return PriorityDesk(agents, Timetable.of(settings.shifts))
