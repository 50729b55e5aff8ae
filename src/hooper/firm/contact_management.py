"""Contact management: the decision maker of an account changes, and the new one does not know the firm.

What has grown with the person goes with the person: emotional loyalty, and knowledge of what the firm offers,
fall to the share that others in the account still have. The more contacts are kept, the more is left.
Source: Palmatier, Dant, Grewal and Evans (2006), Factors influencing the effectiveness of relationship
marketing: a meta-analysis, Journal of Marketing 70(4), for relationships with people as against with firms.
"""

from collections.abc import Mapping
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import Felt, Happened, Work
from hooper.foundation.decisions import CONTACT_CHANGE
from hooper.foundation.random_words import customer_words, uniforms
from hooper.foundation.units import DAYS_PER_MONTH, fraction_over
from hooper.scenario.contact_management_settings import ContactManagementSettings
from hooper.scenario.scenario import Scenario

# Each row of state has the name of the law that moves it.
OF_THE_PERSON: Final = ("emotional_loyalty", "knowledge")


class ContactManagement:
    """The department that knows whom to talk to; it has nothing to remember.

    `rows` of state are those that change with the person.

    >>> ContactManagement(ContactManagementSettings(), OF_THE_PERSON).state()
    {}
    """

    name = "contact_management"
    every = 1

    def __init__(self, settings: ContactManagementSettings, rows: tuple[str, ...]) -> None:
        self.settings = settings
        self.rows = rows

    @classmethod
    def of(cls, scenario: Scenario, settings: ContactManagementSettings) -> Self:
        """Return the contact management of a world, for what the laws of that world are about."""
        return cls(settings, tuple(row for row in OF_THE_PERSON if row not in scenario.laws_off))

    def work(self, happened: Happened) -> Work:
        """Let decision makers change, and what was theirs go with them."""
        there, settings = happened.there, self.settings
        drawn = customer_words(happened.key, there.customer_id, happened.period, CONTACT_CHANGE)[0]
        changes = np.float32(fraction_over(settings.changes_per_month, happened.period_days))
        slots = there.slots[uniforms(drawn) < changes]
        left = Felt(slots, np.full(slots.size, settings.share_left()))
        months = happened.period_days / DAYS_PER_MONTH
        cost = settings.cost_per_customer_per_month * months * there.slots.size
        return Work(cost, scaled=dict.fromkeys(self.rows, left), operations={"changes": float(slots.size)})

    def state(self) -> dict[str, NDArray[Any]]:
        """Return nothing: who decides in an account is not remembered."""
        return {}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on where the department with this state stopped."""
