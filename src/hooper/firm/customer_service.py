"""Customer service: who has something to complain of calls the desk, waits, and is helped or not.

A case may be settled in a later period than the one in which it was raised. Nothing is felt of it until
then: neither a wait that has not ended nor a failure that may still be made good. Whom self-service helps
does not call; a second line, where there is one, takes over what was answered and not solved.
"""

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from hooper.firm.calls import Calls
from hooper.firm.department import Department, Felt, Happened, Work, part_of
from hooper.firm.desk import Columns, ServiceCases, SettledCases
from hooper.firm.open_desk import open_desk
from hooper.firm.self_service import Callers, SelfService
from hooper.firm.staff import Staff
from hooper.firm.tickets import Tickets
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.firm_settings import DeskSettings
from hooper.scenario.lever_effects import LeverEffects
from hooper.scenario.scenario import Scenario
from hooper.scenario.staff_settings import STEADY_STAFF


class CustomerService:
    """The department that answers. It remembers its desk, its staff, and how long people waited lately.

    Waits, unresolved failures and those that were made good are felt, and so is what the staff is like.
    """

    name = "service_desk"
    every = 1

    def __init__(
        self,
        settings: DeskSettings,
        staff: Staff,
        self_service: SelfService | None = None,
        tickets: Tickets | None = None,
        effects: LeverEffects | None = None,
    ) -> None:
        self.settings = settings
        self.staff = staff
        self.self_service = self_service
        self.tickets = tickets
        self._effects = effects or LeverEffects()
        self._recovery = 0.0
        self.mean_wait_days, self.abandoned_share = 0.0, 0.0
        self.desk = open_desk(settings, staff.planned)
        self._at_work = staff.planned
        self._calls = Calls(settings)

    @classmethod
    def of(cls, scenario: Scenario) -> Self:
        """Return the customer service of a world that has not begun."""
        founders = scenario.founders.customers
        staff = Staff(scenario.staff or STEADY_STAFF, scenario.desk.agents(founders), scenario.period_days)
        return cls(
            scenario.desk,
            staff,
            SelfService(scenario.self_service) if scenario.self_service else None,
            Tickets(scenario.tickets, founders) if scenario.tickets else None,
            scenario.lever_effects,
        )

    @property
    def chain(self) -> tuple[Department, ...]:
        """The departments that a complaint passes through, in this order: this one is always among them."""
        return tuple(each for each in (self.self_service, self, self.tickets) if each)

    def begin(self, now_days: float, extra_agents: int, recovery: float = 0.0) -> None:
        """Begin a period with its agents and some more; `recovery` is the strength of a programme."""
        self._recovery = recovery
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
        passed_on = self._passed_on(settled, resolved, happened)
        failed = ~resolved & ~passed_on
        return Work(
            self._wages(happened),
            self._felt(settled, resolved, failed),
            {"service_cases": _told(settled, resolved)},
            {"staff_change": self.staff.quality_change, "mistakes": self.staff.mistakes},
            self._operations(settled, resolved, workload),
            settled_cases=settled.cases.slot[~passed_on],
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
        first = self.self_service
        callers = first.callers if first else Callers.at_once(happened.complaints)
        effects, share = self._effects, self.settings.recovery_share * self.staff.care
        share += (1.0 - share) * (effects.made_good_by_recovery * self._recovery)
        pace = self.staff.pace * (1.0 - effects.time_saved_by_recovery * self._recovery)
        return self._calls.of(callers, happened, pace, share)

    def _passed_on(
        self, settled: SettledCases, resolved: NDArray[np.bool_], happened: Happened
    ) -> NDArray[np.bool_]:
        """Hand what was answered and not solved to the second line, if there is one; return which that is."""
        if self.tickets is None:
            return np.zeros_like(resolved)
        passed_on = ~(resolved | settled.abandoned)
        ended_days = settled.cases.arrival_days + settled.wait_days + settled.cases.service_days
        self.tickets.take_over(settled.cases.take(np.flatnonzero(passed_on)), ended_days[passed_on], happened)
        return passed_on

    def _felt(
        self, settled: SettledCases, resolved: NDArray[np.bool_], failed: NDArray[np.bool_]
    ) -> dict[str, Felt]:
        slots = settled.cases.slot
        return {
            "wait_felt": Felt(slots, _wait_felt(settled, self.settings.call_back_wait_felt)),
            "failure_felt": Felt(slots, failed.astype(np.float64)),
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
