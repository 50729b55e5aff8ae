"""Word of mouth on a network: what is said in a period reaches acquaintances, who come or hear it.

Who is brought has a number in the network and the id that goes with it, whoever brings her and whenever.
Those whom the firm finds elsewhere know nobody in the network, and bring others from elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

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
from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_YEAR
from hooper.market.build_network import build_network
from hooper.market.circle import Circle, Reached, Talk
from hooper.market.network import NOBODY
from hooper.mechanisms.referral import REFERS
from hooper.scenario.scenario import Scenario


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
        talk = self._talk(key, period, well, ill, introduces[well])
        gone = self.circle.persons(events["exits"].slots)
        reached = self.circle.spread(period, talk, np.sort(gone[gone != NOBODY]))
        self._let_hear(reached)
        return self._introductions(brings, reached.brought[: well.size][introduces[well]])

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

    def _let_hear(self, reached: Reached) -> None:
        """Let those who are there hear what has been counted."""
        circle, lanes = self.circle, self.population.lanes
        where = self.population.row("heard"), lanes.there, lanes.lane_of
        hear_talk(*where, reached.talked_to, circle.talks, self.pull_per_talk)
        at = lanes_of_persons(reached.bereaved, circle.slot_of, lanes.there, lanes.lane_of)
        lost = reached.bereaved, circle.lost, circle.share_of_one
        hear_of_the_gone(self.population.row("heard"), at, *lost, self.pull_of_lost_acquaintances)

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
def hear_talk(
    heard: NDArray[np.float32],
    there: NDArray[np.int64],
    lane_of: NDArray[np.uint32],
    talked_to: NDArray[np.int32],
    talks: NDArray[np.int32],
    per_talk: np.float32,
) -> None:
    """Add what was said to what the customers in these slots have heard, and count anew.

    A slot may come twice: the second time nothing is left. Who has gone hears nothing.
    """
    for slot in talked_to:
        block, lane = divmod(np.int64(lane_of[slot]), BLOCK)
        heard[block, lane] += per_talk * np.float32(talks[slot] * (lane < there[block]))
        talks[slot] = 0


@compiled
def lanes_of_persons(
    persons: NDArray[np.int32],
    slot_of: NDArray[np.int32],
    there: NDArray[np.int64],
    lane_of: NDArray[np.uint32],
) -> NDArray[np.int64]:
    """Return the lane in which each person is there as a customer, or -1."""
    lanes = np.empty(persons.size, np.int64)
    for k in range(persons.size):
        slot = slot_of[persons[k]]
        lane = np.int64(lane_of[max(slot, 0)])
        is_there = (slot >= 0) & (lane % BLOCK < there[lane // BLOCK])
        lanes[k] = lane if is_there else -1
    return lanes


@compiled
def hear_of_the_gone(
    heard: NDArray[np.float32],
    lanes: NDArray[np.int64],
    bereaved: NDArray[np.int32],
    lost: NDArray[np.int32],
    share_of_one: NDArray[np.float32],
    of_all_acquaintances: np.float32,
) -> None:
    """Take the share of acquaintances who are gone from what these persons have heard, and count anew.

    A person may come twice: the second time nobody is left. Who has no lane takes nothing from the first: a
    branch could not be foreseen.
    """
    for k in range(bereaved.size):
        person, lane = bereaved[k], max(lanes[k], 0)
        share = np.float32(lost[person]) * share_of_one[person] * np.float32(lanes[k] >= 0)
        heard[lane // BLOCK, lane % BLOCK] -= of_all_acquaintances * share
        lost[person] = 0
