"""Staff: pressure, care, morale and skill of the people at the desk, and what customers notice of them.

With the pressure p, work that comes in per head at full care and usual skill, a period goes like this:

    care      k = max(least, S min(1, (borne / p)^b)), the time given to a case as a share of what it needs
    standard  S falls towards k by its erosion, and comes back towards 1 by its renewal
    morale    m moves towards w_p (borne - p) + w_c (satisfaction of customers - the usual)
    quits     q e^(-c m) of the staff a month; who leaves is replaced some months later by a beginner
    skill     falls with beginners and grows by learning

Less care makes cases shorter and helps fewer of them; less skill makes them longer and makes mistakes.
Customers feel both, and their satisfaction is what morale lives on: the loop can turn either way, and a
shortage that is over can leave a lower standard behind.
Sources: Heskett, Jones, Loveman, Sasser and Schlesinger (1994), Putting the service-profit chain to work,
Harvard Business Review 72(2); Oliva and Sterman (2001), Cutting corners and working overtime: quality erosion
in the service industry, Management Science 47(7).
"""

import math
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.units import DAYS_PER_MONTH, fraction_over
from hooper.scenario.staff_settings import StaffSettings

_REMEMBERED: Final = ("headcount", "hired", "care", "standard", "morale", "skill")


class Staff:
    """People at the desk: `headcount` of `planned`, with mean `skill` and `morale`, at work with some `care`.

    `hired` are on their way. A steady staff (`STEADY_STAFF`) is always the same.

    >>> from hooper.scenario.staff_settings import STEADY_STAFF
    >>> staff = Staff(STEADY_STAFF, planned=10, period_days=7.0)
    >>> staff.live(workload=40.0, agents=10, satisfaction=-1.0)
    >>> staff.agents(day=7.0), staff.pace, staff.quality_change
    (10, 1.0, 0.0)
    """

    def __init__(self, settings: StaffSettings, planned: int, period_days: float) -> None:
        self.settings = settings
        self.planned = planned
        self._days = period_days
        self._months = period_days / DAYS_PER_MONTH
        self._periods_to_hire = max(1.0, settings.hiring_months / self._months)
        self._learning = fraction_over(settings.learning_per_month, period_days)
        self.usual_skill = self._skill_at_rest()
        self.headcount = float(planned)
        self.hired = planned * self._quit_share(0.0) * self._periods_to_hire
        self.care, self.standard, self.morale, self.skill = 1.0, 1.0, 0.0, self.usual_skill

    def agents(self, day: float) -> int:
        """Return how many of them are at the desk on a day: at least one."""
        missing = sum(cut.missing_on(day) for cut in self.settings.cuts)
        return max(1, round(self.headcount * (1.0 - missing)))

    @property
    def pace(self) -> float:
        """How long a case takes them, 1 at full care and usual skill."""
        return self.care * self.usual_skill / self.skill

    @property
    def relative_skill(self) -> float:
        """Their skill as a share of the usual one."""
        return self.skill / self.usual_skill

    @property
    def quality_change(self) -> float:
        """By how much what customers experience differs from what a usual staff at full care would give."""
        of_care = self.settings.quality_per_care * (self.care - 1.0)
        return of_care + self.settings.quality_per_skill * (self.skill - self.usual_skill)

    @property
    def mistakes(self) -> float:
        """By what share more goes wrong than with a usual staff."""
        return self.settings.mistakes_per_skill * (self.usual_skill - self.skill)

    def live(self, workload: float, agents: int, satisfaction: float) -> None:
        """Live a period in which `agents` had the work of `workload` usual ones, and customers satisfaction.

        Where nobody is there to be satisfied, `satisfaction` is not a number and nobody minds.
        """
        settings = self.settings
        pressure = workload * self.usual_skill / (agents * self.skill)
        self._take_pressure(pressure)
        contented = satisfaction - settings.usual_satisfaction if math.isfinite(satisfaction) else 0.0
        aim = settings.morale_per_pressure * (settings.pressure_borne - pressure)
        aim += settings.morale_per_satisfaction * contented
        share = fraction_over(settings.change_of_morale_per_month, self._days)
        self.morale = min(1.0, max(-1.0, self.morale + share * (aim - self.morale)))
        self._come_and_go()

    def state(self) -> dict[str, NDArray[Any]]:
        """Return all that the staff is, as one array."""
        return {"people": np.array([getattr(self, name) for name in _REMEMBERED])}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        for name, value in zip(_REMEMBERED, state["people"].tolist(), strict=True):
            setattr(self, name, value)

    def _take_pressure(self, pressure: float) -> None:
        settings = self.settings
        given = (
            min(1.0, (settings.pressure_borne / pressure) ** settings.cutting_corners) if pressure else 1.0
        )
        self.care = max(settings.least_care, self.standard * given)
        eroded = fraction_over(settings.erosion_per_month, self._days) * (self.standard - self.care)
        renewed = fraction_over(settings.renewal_per_month, self._days) * (1.0 - self.standard)
        self.standard += renewed - eroded

    def _come_and_go(self) -> None:
        """Let people leave, let those who were hired begin, and hire for both gaps: here and on the way."""
        leaving = self.headcount * self._quit_share(self.morale)
        starting = self.hired / self._periods_to_hire
        staying = self.headcount - leaving
        self.headcount = staying + starting
        missing = self.planned - self.headcount + leaving * self._periods_to_hire - self.hired
        wanted = leaving + missing / self._periods_to_hire
        self.hired += max(0.0, wanted) - starting
        self.skill = (staying * self.skill + starting * self.settings.skill_of_newcomers) / self.headcount
        self.skill += self._learning * (1.0 - self.skill)

    def _quit_share(self, morale: float) -> float:
        rate = -math.log1p(-self.settings.quits_per_month) * math.exp(
            -self.settings.quits_per_morale * morale
        )
        return -math.expm1(-rate * self._months)

    def _skill_at_rest(self) -> float:
        """Return the skill at which learning makes up for beginners while morale is even."""
        beginners, learning = self._quit_share(0.0), self._learning
        taught = learning + (1.0 - learning) * beginners * self.settings.skill_of_newcomers
        return taught / (learning + (1.0 - learning) * beginners)
