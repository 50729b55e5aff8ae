"""Contact management: a decision maker of an account changes, and the new one does not know the firm.

What has grown with the person goes with the person: emotional loyalty, and knowledge of what the firm offers,
fall to the share that others in the account still have. The more contacts are kept, the more is left. Where n
people decide, who change one by one, each of them takes a share 1 / n of what is with people: the mean loss
is that of one who decides alone, and its variance the n-th part.
Sources: Johnston and Bonoma (1981), The buying center: structure and interaction patterns, Journal of
Marketing 45(3), for people who decide together; Palmatier, Dant, Grewal and Evans (2006), Factors influencing
the effectiveness of relationship marketing: a meta-analysis, Journal of Marketing 70(4), for relationships
with people as against with firms.
"""

from collections.abc import Mapping
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import Felt, Happened, Work
from hooper.foundation.decisions import CONTACT_CHANGE
from hooper.foundation.random_words import customer_words, uniforms
from hooper.foundation.units import DAYS_PER_MONTH, fraction_over
from hooper.history.running_summary import MOST_DECIDERS
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
        chance = float(np.float32(fraction_over(settings.changes_per_month, happened.period_days)))
        more, lots = chances_of_changes(chance), uniforms(drawn)
        deciders = happened.known.deciders[there.slots]
        some = np.flatnonzero(lots < more[deciders, 0])
        changed = (lots[some, np.newaxis] < more[deciders[some]]).sum(axis=1)
        left = Felt(there.slots[some], settings.share_left(changed / deciders[some]))
        months = happened.period_days / DAYS_PER_MONTH
        cost = settings.cost_per_customer_per_month * months * there.slots.size
        return Work(cost, scaled=dict.fromkeys(self.rows, left), operations={"changes": float(changed.sum())})

    def state(self) -> dict[str, NDArray[Any]]:
        """Return nothing: who decides in an account is not remembered."""
        return {}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on where the department with this state stopped."""


def chances_of_changes(chance: float) -> NDArray[np.float64]:
    """Return the chance that more than k of n people change, at `[n, k]`, if each does with `chance`.

    Only additions and multiplications, so that its bits are those of any machine; one person changes with
    `chance` to the last bit.

    >>> chances_of_changes(0.5)[:3, :3].tolist()
    [[0.0, 0.0, 0.0], [0.5, 0.0, 0.0], [0.75, 0.25, 0.0]]
    """
    exactly = np.zeros(MOST_DECIDERS + 1)
    exactly[0] = 1.0
    more = np.zeros((MOST_DECIDERS + 1, MOST_DECIDERS))
    for people in range(1, MOST_DECIDERS + 1):
        more[people] = more[people - 1] + chance * exactly[:-1]
        exactly[1:] = (1.0 - chance) * exactly[1:] + chance * exactly[:-1]
        exactly[0] *= 1.0 - chance
    return more
