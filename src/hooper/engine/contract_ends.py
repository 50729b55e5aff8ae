"""Contract ends: under contracts the firm sees who has left, asks why, and is told by some.

Without contracts it sees silence alone, and nothing is noted. Whoever comes back has no ended contract.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.engine.period_outcome import EventRows
from hooper.engine.population import Population
from hooper.foundation.decisions import REASON_TOLD
from hooper.foundation.random_words import customer_words, uniforms
from hooper.history.running_summary import NOT_TOLD, RunningSummary
from hooper.scenario.scenario import Scenario


@dataclass(frozen=True)
class ContractEnds:
    """Where ends are noted; of those who leave a share tells the reason."""

    population: Population
    summary: RunningSummary
    are_seen: bool
    share_that_tells: float

    @classmethod
    def of(cls, scenario: Scenario, population: Population, summary: RunningSummary) -> "ContractEnds":
        """Return those of a world: its customers have contracts if they are billed."""
        seen = "renewal" not in scenario.laws_off
        return cls(population, summary, seen, scenario.win_back.reason_told)

    def note(self, key: tuple[int, int], period: int, end_days: float, exits: EventRows) -> None:
        """Note who leaves in a period that ends on a day, and the reason if it is told."""
        if not self.are_seen:
            return
        slots = exits.slots
        words = customer_words(key, self.population.customer_id[slots], period, REASON_TOLD)
        told = uniforms(words)[0] < self.share_that_tells
        self.summary.ended_days[slots] = end_days
        self.summary.reason_told[slots] = np.where(told, exits.columns["cause"], NOT_TOLD)

    def forget(self, slots: NDArray[np.int64]) -> None:
        """Forget the ends of customers who are there again."""
        self.summary.ended_days[slots] = np.nan
        self.summary.reason_told[slots] = NOT_TOLD
