"""Customer care: greetings, birthday gifts and regular calls, and agents of their own for the best customers.

An attention comes at the dates `first + k every`, k = 1, 2, ..., counted from entry or from a birthday. It
adds its warmth to what is remembered of the relationship, and an agent adds some each month; both as far as
the staff is skilled. Memory forgets it like anything else: with the warmth w in every period and the share a
renewed, remembered is more by `w / a`. Emotional loyalty grows on it; satisfaction does not, for what was
paid for was no better. Customers whom nobody remembers to thank are as they would be without this department.
Source: Berry and Parasuraman (1991), Marketing Services: Competing Through Quality, for bonds that are social
and stand between those of prices and those of structure.
"""

from collections.abc import Mapping
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from hooper.firm.contact_policy import ContactPolicy
from hooper.firm.department import Felt, Happened, Roster, Work
from hooper.firm.first_in_line import first_in_line
from hooper.firm.room_by_slot import with_room
from hooper.foundation.decisions import BIRTHDAY
from hooper.foundation.jit import compiled
from hooper.foundation.random_words import customer_words, uniforms
from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_YEAR
from hooper.mechanisms.dimensions import rows_of
from hooper.scenario.care_settings import Attention, CareSettings
from hooper.scenario.scenario import Scenario

# A birthday is a trait: it is drawn with one period for all.
_FOR_GOOD: Final = 0
_NOBODY: Final = np.empty(0, np.int64)


class CustomerCare:
    """The department that is attentive. It remembers birthdays by slot.

    `row` is where the relationship is remembered, None in a world without memory; `policy` says who may be
    contacted, None where everybody may.

    >>> CustomerCare(CareSettings(), "recent_experience.relationship", founders=1_000).agents
    1
    """

    name = "care"
    every = 1

    def __init__(
        self, settings: CareSettings, row: str | None, founders: int, policy: ContactPolicy | None = None
    ) -> None:
        self.settings = settings
        self.row = row
        self.agents = settings.vip_agents(founders)
        self._policy = policy
        self._birthdays = np.empty(0)

    @classmethod
    def of(cls, scenario: Scenario, settings: CareSettings, policy: ContactPolicy | None) -> Self:
        """Return the customer care of a world."""
        [row] = rows_of("recent_experience_of_relationship", tuple(scenario.dimension_weights))
        remembers = "memory" not in scenario.laws_off
        return cls(settings, row if remembers else None, scenario.founders.customers, policy)

    def work(self, happened: Happened) -> Work:
        """Pay the attentions that fall due in a period, and let VIP agents do their work."""
        settings, slots = self.settings, happened.there.slots
        months = happened.period_days / DAYS_PER_MONTH
        paid = [(each, self._times_paid(each, happened)) for each in settings.attentions()]
        served, without = self._accounts(happened)
        warmth = np.zeros(slots.size)
        warmth[served] = settings.vip_warmth_per_month * months
        contacted, counts, cost = [_NOBODY], {}, self.agents * settings.vip_agent_cost_per_month * months
        for attention, times in paid:
            whom = np.flatnonzero(times)
            warmth[whom] += attention.warmth * times[whom]
            contacted.append(np.repeat(slots[whom], times[whom]))
            counts[attention.name] = float(contacted[-1].size)
            cost += attention.cost_each * contacted[-1].size
        felt, effect = np.flatnonzero(warmth), happened.skill * happened.care_effect
        return Work(
            cost,
            {self.row: Felt(slots[felt], effect * warmth[felt])} if self.row else {},
            operations={**counts, "vips": float(served.size), "vips_without_agent": float(without)},
            contacted=np.concatenate(contacted),
            pulled=("care",) if felt.size else (),
        )

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that the department has to remember."""
        return {"birthdays": self._birthdays.copy()}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on where the department with this state stopped."""
        self._birthdays = state["birthdays"].copy()

    def _accounts(self, happened: Happened) -> tuple[NDArray[np.int64], int]:
        """Return the places in the roster of those who have an agent, and how many more should have one."""
        there = happened.there
        vips = round(self.settings.vip_share * there.slots.size)
        room = min(vips, self.agents * self.settings.accounts_per_vip_agent)
        spend = happened.known.total_spend[there.slots]
        return first_in_line(-spend, there.customer_id, room), vips - room

    def _times_paid(self, attention: Attention, happened: Happened) -> NDArray[np.int64]:
        """Return how often an attention is paid to each customer in a period, shape `(n_customers,)`."""
        there = happened.there
        if attention.from_birthday:
            first = self._birthdays_of(there, happened.key) - DAYS_PER_YEAR
        else:
            first = happened.known.first_days[there.slots]
        every = attention.every_months * DAYS_PER_MONTH
        due = _times_due(first, every, happened.begins_days, happened.ends_days)
        return due * self._policy.consents(there.slots) if self._policy else due

    def _birthdays_of(self, there: Roster, key: tuple[int, int]) -> NDArray[np.float64]:
        """Return the first birthdays since the world began; that of a newcomer is drawn."""
        known = with_room(self._birthdays, int(there.slots.max(initial=-1)) + 1, np.nan)
        self._birthdays = known
        new = np.isnan(known[there.slots])
        drawn = customer_words(key, there.customer_id[new], _FOR_GOOD, BIRTHDAY)[0]
        known[there.slots[new]] = DAYS_PER_YEAR * uniforms(drawn)
        return known[there.slots]


@compiled
def _times_due(
    first_days: NDArray[np.float64], every_days: float, begins_days: float, ends_days: float
) -> NDArray[np.int64]:
    """Return how often something falls due in a period for each customer, shape `(n_customers,)`.

    Whose first day is not known is not due.
    """
    times = np.zeros(first_days.size, np.int64)
    for k in range(first_days.size):
        first = first_days[k]
        over = np.ceil((ends_days - first) / every_days) - 1.0
        if over > 0.0:
            begun = np.ceil((begins_days - first) / every_days) - 1.0
            times[k] = np.int64(over - max(begun, 0.0))
    return times
