"""Structural ties: the firm builds itself into what its best customers do, and leaving costs them more.

Tying an account costs something once, and keeping the tie up something each month. As long as it is kept up,
the account's switching cost is at least the strength of the tie, whether or not it would grow by itself
(`switching_cost`): all hazards but the natural one are divided by `e^strength`, and nobody is the more
satisfied. Rivals do not imitate it (`hooper.market.imitation`), since they would have to be let in first.
Source: Berry and Parasuraman (1991), Marketing Services: Competing Through Quality, for structural bonds as
the third and highest level of relationships.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.firm.department import Felt, Happened, Work
from hooper.firm.first_in_line import first_in_line
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.ties_settings import TiesSettings


class StructuralTies:
    """The department that ties accounts. It remembers by slot which are tied.

    >>> StructuralTies(TiesSettings()).state()["tied"].size
    0
    """

    name = "ties"
    every = 1

    def __init__(self, settings: TiesSettings) -> None:
        self.settings = settings
        self._tied = np.empty(0, np.bool_)

    def work(self, happened: Happened) -> Work:
        """Tie accounts as far as there should be more, and keep up the ties there are."""
        settings, slots = self.settings, happened.there.slots
        new = self._tie_more(happened)
        tied = slots[self._tied[slots]]
        months = happened.period_days / DAYS_PER_MONTH
        upkeep = settings.upkeep_per_account_per_month * months * tied.size
        return Work(
            settings.cost_per_account * new + upkeep,
            raised={"switching_cost": Felt(tied, np.full(tied.size, settings.strength))},
            operations={"tied": float(tied.size), "newly_tied": float(new)},
        )

    def state(self) -> dict[str, NDArray[Any]]:
        """Return a copy of all that the department has to remember."""
        return {"tied": self._tied.copy()}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Go on where the department with this state stopped."""
        self._tied = state["tied"].copy()

    def _tie_more(self, happened: Happened) -> int:
        """Tie those who have spent most among the others, and return how many."""
        there = happened.there
        grown = int(there.slots.max(initial=-1)) + 1 - self._tied.size
        self._tied = np.concatenate([self._tied, np.zeros(max(0, grown), np.bool_)])
        tied = self._tied[there.slots]
        wanted = round(self.settings.tied_share * there.slots.size) - int(tied.sum())
        if wanted <= 0:
            return 0
        spend = np.where(tied, -np.inf, happened.known.total_spend[there.slots])
        chosen = first_in_line(-spend, there.customer_id, wanted)
        self._tied[there.slots[chosen]] = True
        return chosen.size
