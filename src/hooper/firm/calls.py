"""Calls: what the complaints of a period are as cases at the desk: when they come, how long they take.

The chance of a case is that of its customer in the period, whatever else the desk or its customers do.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import Happened
from hooper.firm.desk import ServiceCases
from hooper.firm.self_service import Callers
from hooper.foundation.decisions import SERVICE_CASE, SERVICE_QUEUE, SKILL
from hooper.foundation.random_words import customer_words, exponentials, uniforms
from hooper.scenario.firm_settings import DeskSettings

_URGENT: Final = 0
_NORMAL: Final = 1
_NO_STAGE: Final = 0.0


class Calls:
    """The laws of calls to a desk with these settings.

    >>> Calls(DeskSettings()).days_per_case.tolist()
    [0.35]
    """

    def __init__(self, settings: DeskSettings) -> None:
        self.settings = settings
        self.days_per_case = np.array(
            [skill.days_per_case for skill in settings.skills] or [settings.days_per_case]
        )
        self._skill_ends = np.cumsum([skill.share_of_calls for skill in settings.skills])[:-1]
        self._urgent_share = np.array([*settings.urgent_shares(), _NO_STAGE])

    def of(self, callers: Callers, happened: Happened, pace: float, made_good_share: float) -> ServiceCases:
        """Return the cases of a period at a desk that works at some pace and makes a share of them good."""
        cases, settings = callers.complaints, self.settings
        drawn, queued, skilled = (
            customer_words(happened.key, cases.customer_id, happened.period, decision)
            for decision in (SERVICE_CASE, SERVICE_QUEUE, SKILL)
        )
        urgent, accepts = uniforms(queued[:2])
        skill = np.searchsorted(self._skill_ends, uniforms(skilled[0]), side="right")
        return ServiceCases(
            customer_id=cases.customer_id,
            arrival_days=_when(callers, uniforms(drawn[0]), happened),
            service_days=exponentials(drawn[1]) * (self.days_per_case[skill] * pace),
            patience_days=exponentials(drawn[2]) * settings.patience_days,
            priority=np.where(urgent < self._urgent_share[cases.stages], _URGENT, _NORMAL),
            accepts_call_back=accepts < settings.call_back_share,
            slot=cases.slots,
            recovers=uniforms(drawn[3]) < made_good_share,
            skill=skill,
        )


def _when(callers: Callers, share: NDArray[np.float64], happened: Happened) -> NDArray[np.float64]:
    """Return days within the period, for newcomers within what is left of it after they entered.

    Who was held up before calls later, but still in the period.
    """
    entry_days = callers.complaints.entry_days
    period, begins, ends = happened.period, happened.begins_days, happened.ends_days
    last_moment = np.nextafter(ends, begins)
    since_entry = np.minimum(entry_days + share * (ends - entry_days), last_moment)
    raised = np.where(entry_days > begins, since_entry, (period + share) * happened.period_days)
    later = np.minimum(raised + callers.held_up_days, last_moment)
    return np.where(callers.held_up_days > 0.0, later, raised)
