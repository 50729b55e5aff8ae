"""Word of mouth on a network: what is said in a period reaches acquaintances, who come or hear it.

Who is brought has a number in the network and the id that goes with it, whoever brings her and whenever.
Those whom the firm finds elsewhere know nobody in the network, and bring others from elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from hooper.engine.law_loops import BLOCK
from hooper.engine.period_outcome import EventRows, PeriodOutcome
from hooper.engine.population import Population
from hooper.firm.customer_ids import person_ids, persons_of
from hooper.firm.introductions import Introductions
from hooper.foundation.chance_over import chance_over
from hooper.foundation.decisions import ACQUAINTANCE_REACHED, COMING_BY_ONESELF
from hooper.foundation.jit import compiled
from hooper.foundation.random_words import customer_words, uniforms
from hooper.foundation.read_ahead import fetch
from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_YEAR
from hooper.market.build_network import build_network
from hooper.market.circle import Circle, Talk
from hooper.market.network import NOBODY
from hooper.mechanisms.referral import REFERS
from hooper.scenario.scenario import Scenario

_READ_AHEAD: Final = 128


@dataclass(frozen=True)
class WordOfMouth:
    """The circle of people around a firm, and how much of what they hear holds or loosens customers."""

    circle: Circle
    population: Population
    pull_per_talk: np.float32
    pull_of_lost_acquaintances: np.float32
    founders: int
    chance_to_come: float

    @classmethod
    def of(cls, scenario: Scenario, population: Population) -> Self | None:
        """Return the word of mouth of a world that has not begun; None where there is no network."""
        settings, founders = scenario.network, scenario.founders.customers
        if settings is None:
            return None
        lasts = round(settings.months_a_warning_lasts * DAYS_PER_MONTH / scenario.period_days)
        circle = Circle(build_network(settings, founders), lasts)
        years = scenario.period_days / DAYS_PER_YEAR
        chance = chance_over(settings.come_by_themselves_per_year, years)
        pulls = np.float32(settings.pull_per_talk), np.float32(settings.pull_of_lost_acquaintances)
        return cls(circle, population, *pulls, founders, chance)

    def enter(self, slots: NDArray[np.int64]) -> None:
        """Note who has entered in the next slots."""
        ids = self.population.customer_id[slots]
        self.circle.enter(slots, persons_of(ids, self.founders, self.circle.network.people))

    def come_back(self, slots: NDArray[np.int64]) -> None:
        """Note who is there again."""
        self.circle.come_back(slots)

    def come_by_themselves(
        self, key: tuple[int, int], period: int, arrived: NDArray[np.uint64]
    ) -> NDArray[np.uint64]:
        """Return the ids of those who come without having been brought, besides those who have arrived."""
        if not self.chance_to_come:
            return np.empty(0, np.uint64)
        ids = person_ids(self.circle.never_customers(), self.founders)
        ids = ids[(ids >= np.uint64(self.founders)) & ~np.isin(ids, arrived)]
        return ids[uniforms(customer_words(key, ids, period, COMING_BY_ONESELF)[0]) < self.chance_to_come]

    def spread(self, key: tuple[int, int], period: int, outcome: PeriodOutcome) -> Introductions:
        """Let customers hear what is said in a period and who has left; return whom talk brings."""
        events, brings = outcome.events, outcome.events["introductions"]
        warnings = events["warnings"]
        well, ill = events["praise"].slots, warnings.slots[warnings.columns["talks_ill"] > 0.0]
        introduces = np.zeros(self.population.size, np.bool_)
        introduces[brings.slots] = True
        introduces = introduces[well]
        talk = self._talk(key, period, well, ill, introduces)
        gone = self.circle.persons(events["exits"].slots)
        reached = self.circle.spread(period, talk, np.sort(gone[gone != NOBODY]))
        self._let_hear(reached.listeners)
        return self._introductions(brings, reached.brought[: well.size][introduces])

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered."""
        return self.circle.state()

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self.circle.restore(state)

    def _talk(
        self,
        key: tuple[int, int],
        period: int,
        well: NDArray[np.int64],
        ill: NDArray[np.int64],
        introduces: NDArray[np.bool_],
    ) -> Talk:
        """Return the talk of those in the network."""
        slots = np.concatenate([well, ill])
        words = customer_words(key, self.population.customer_id[slots], period, ACQUAINTANCE_REACHED)[0]
        is_well = np.arange(slots.size) < well.size
        brings = np.concatenate([introduces, np.zeros(ill.size, np.bool_)])
        return Talk(self.circle.persons(slots), words, is_well, brings)

    def _let_hear(self, listeners: NDArray[np.int32]) -> None:
        """Let those who are there hear what has been counted."""
        circle, lane_of = self.circle, self.population.lanes.lane_of
        counted = circle.slot_of, circle.talks, circle.lost, circle.share_of_one
        pulls = self.pull_per_talk, self.pull_of_lost_acquaintances
        hear(self.population.row("heard"), lane_of, listeners, *counted, *pulls)

    def _introductions(self, brings: EventRows, brought: NDArray[np.int64]) -> Introductions:
        comes = (brought != NOBODY) | (self.circle.persons(brings.slots) == NOBODY)
        made = Introductions(
            self.population.customer_id[brings.slots],
            brings.slots,
            brings.columns["introduces"] == REFERS,
            brought,
        )
        return made.chosen(np.flatnonzero(comes))


@compiled
def hear(
    heard: NDArray[np.float32],
    lane_of: NDArray[np.uint32],
    listeners: NDArray[np.int32],
    slot_of: NDArray[np.int32],
    talks: NDArray[np.int32],
    lost: NDArray[np.int32],
    share_of_one: NDArray[np.float32],
    per_talk: np.float32,
    of_all_acquaintances: np.float32,
) -> None:
    """Add what was said to these persons to what they have heard, take off who has left, and count anew.

    A person may come more than once: after the first time nothing is left. The lanes of some are looked up
    before the first of them hears: what is not known to be written elsewhere could not be read ahead.
    """
    lanes = np.empty(_READ_AHEAD, np.int64)
    for start in range(0, listeners.size, _READ_AHEAD):
        some = listeners[start : start + _READ_AHEAD]
        for k in range(some.size):
            fetch(slot_of, some[k])
        for k in range(some.size):
            fetch(lane_of, slot_of[some[k]])
        for k in range(some.size):
            lanes[k] = lane_of[slot_of[some[k]]]
            fetch(heard[lanes[k] // BLOCK], lanes[k] % BLOCK)
        for k in range(some.size):
            person, block, lane = some[k], lanes[k] // BLOCK, lanes[k] % BLOCK
            so_far = heard[block, lane] + per_talk * np.float32(talks[person])
            gone = np.float32(lost[person]) * share_of_one[person]
            heard[block, lane] = so_far - of_all_acquaintances * gone
            talks[person], lost[person] = 0, 0
