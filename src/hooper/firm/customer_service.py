"""Customer service: who has something to complain of calls the desk, waits, and is helped or not.

A case may be settled in a later period than the one in which it was raised. Nothing is felt of it until
then: neither a wait that has not ended nor a failure that may still be made good.
"""

from collections.abc import Mapping
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import Complaints, Felt, Happened, Work, part_of
from hooper.firm.desk import Columns, ServiceCases, SettledCases
from hooper.firm.open_desk import open_desk
from hooper.firm.staff import Staff
from hooper.foundation.decisions import SERVICE_CASE, SERVICE_QUEUE
from hooper.foundation.random_words import customer_words, exponentials, uniforms
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.firm_settings import DeskSettings
from hooper.scenario.scenario import Scenario
from hooper.scenario.staff_settings import STEADY_STAFF

_URGENT: Final = 0
_NORMAL: Final = 1
_NO_STAGE: Final = 0.0


class CustomerService:
    """The department that answers. It remembers its desk, its staff, and how long people waited lately.

    Waits, unresolved failures and those that were made good are felt, and so is what the staff is like.
    """

    name = "service_desk"
    every = 1

    def __init__(self, settings: DeskSettings, staff: Staff) -> None:
        self.settings = settings
        self.staff = staff
        self.mean_wait_days, self.abandoned_share = 0.0, 0.0
        self.desk = open_desk(settings, staff.planned)
        self._at_work = staff.planned
        self._urgent_share = np.array([*settings.urgent_shares(), _NO_STAGE])

    @classmethod
    def of(cls, scenario: Scenario) -> Self:
        """Return the customer service of a world that has not begun."""
        planned = scenario.desk.agents(scenario.founders.customers)
        return cls(scenario.desk, Staff(scenario.staff or STEADY_STAFF, planned, scenario.period_days))

    def begin(self, now_days: float, extra_agents: int) -> None:
        """Begin a period with the agents who are there, and with some more."""
        self._at_work = self.staff.agents(now_days) + extra_agents
        self.desk.set_agents(self._at_work, now_days)

    def work(self, happened: Happened) -> Work:
        """Hand in the cases of a period, and let what the desk has settled be felt."""
        raised = self._raised(happened)
        settled = self.desk.serve(raised, happened.ends_days)
        resolved = ~settled.abandoned & settled.cases.recovers
        if resolved.size:
            self.mean_wait_days = float(settled.wait_days.mean())
            self.abandoned_share = float(settled.abandoned.mean())
        workload = float(raised.service_days.sum()) / (self.staff.pace * happened.period_days)
        self.staff.live(workload, self._at_work, happened.satisfaction)
        return Work(
            self._wages(happened),
            self._felt(settled, resolved),
            {"service_cases": _told(settled, resolved)},
            {"staff_change": self.staff.quality_change, "mistakes": self.staff.mistakes},
            self._operations(settled, resolved, workload),
        )

    def state(self) -> Columns:
        """Return a copy of all that the department has to remember."""
        desk = {f"desk.{name}": values for name, values in self.desk.state().items()}
        staff = {f"staff.{name}": values for name, values in self.staff.state().items()}
        return {**desk, **staff, "waits": np.array([self.mean_wait_days, self.abandoned_share])}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on where the department with this state stopped."""
        self.desk.restore(part_of(state, "desk"))
        self.staff.restore(part_of(state, "staff"))
        self.mean_wait_days, self.abandoned_share = state["waits"].tolist()

    def _raised(self, happened: Happened) -> ServiceCases:
        cases, settings = happened.complaints, self.settings
        drawn = customer_words(happened.key, cases.customer_id, happened.period, SERVICE_CASE)
        queued = customer_words(happened.key, cases.customer_id, happened.period, SERVICE_QUEUE)
        urgent, accepts = uniforms(queued[:2])
        return ServiceCases(
            customer_id=cases.customer_id,
            arrival_days=_when(cases, uniforms(drawn[0]), happened.period, happened.period_days),
            service_days=exponentials(drawn[1]) * (settings.days_per_case * self.staff.pace),
            patience_days=exponentials(drawn[2]) * settings.patience_days,
            priority=np.where(urgent < self._urgent_share[cases.stages], _URGENT, _NORMAL),
            accepts_call_back=accepts < settings.call_back_share,
            slot=cases.slots,
            recovers=uniforms(drawn[3]) < settings.recovery_share * self.staff.care,
        )

    def _felt(self, settled: SettledCases, resolved: NDArray[np.bool_]) -> dict[str, Felt]:
        slots = settled.cases.slot
        return {
            "wait_felt": Felt(slots, _wait_felt(settled, self.settings.call_back_wait_felt)),
            "failure_felt": Felt(slots, (~resolved).astype(np.float64)),
            "made_good": Felt(slots, resolved.astype(np.float64)),
        }

    def _operations(
        self, settled: SettledCases, resolved: NDArray[np.bool_], workload: float
    ) -> dict[str, float]:
        """Return what the manager of the desk looks at, and the state of the staff after the period."""
        in_time = ~settled.abandoned & (settled.wait_days <= self.settings.answer_within_days)
        staff = self.staff
        return {
            "cases": float(resolved.size),
            "load": workload / self._at_work,
            "service_level": _share(in_time),
            "resolved_share": _share(resolved),
            "agents": float(self._at_work),
            "care": staff.care,
            "morale": staff.morale,
            "skill": staff.skill,
        }

    def _wages(self, happened: Happened) -> float:
        agents = self.staff.agents(happened.begins_days)
        return agents * (self.settings.agent_cost_per_month * happened.period_days / DAYS_PER_MONTH)


def _share(marked: NDArray[np.bool_]) -> float:
    return float(marked.mean()) if marked.size else np.nan


def _told(settled: SettledCases, resolved: NDArray[np.bool_]) -> Columns:
    return {
        "customer_id": settled.cases.customer_id,
        "time_days": settled.cases.arrival_days,
        "wait_days": settled.wait_days,
        "abandoned": settled.abandoned,
        "resolved": resolved,
    }


def _wait_felt(settled: SettledCases, at_home: float) -> NDArray[np.float64]:
    """Return the days that weigh on a customer: those on the line, and a share of those at home."""
    wait = settled.wait_days
    on_the_line = np.where(settled.called_back, settled.cases.patience_days, wait)
    return on_the_line + at_home * (wait - on_the_line)


def _when(
    cases: Complaints, share: NDArray[np.float64], period: int, period_days: float
) -> NDArray[np.float64]:
    """Return days within the period, for newcomers within what is left of it after they entered."""
    entry_days = cases.entry_days
    begins, ends = period * period_days, (period + 1) * period_days
    since_entry = np.minimum(entry_days + share * (ends - entry_days), np.nextafter(ends, begins))
    return np.where(entry_days > begins, since_entry, (period + share) * period_days)
