"""The people of a network: who is a customer of the firm, who has been warned, and whom talk reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.market.network import NOBODY, Network

_NO_CUSTOMER: Final = -1
_NEVER: Final = -1
_GROWTH: Final = 1.25


@dataclass(frozen=True)
class Talk:
    """What customers said in a period: who talks, as people, and by which words, both `(n,)`.

    `is_well` says how, and `brings` whether the talk would bring somebody.
    """

    talkers: NDArray[np.int64]
    words: NDArray[np.uint32]
    is_well: NDArray[np.bool_]
    brings: NDArray[np.bool_]


class Pulls(NamedTuple):
    """How much one talk weighs, and the loss of all acquaintances at once."""

    per_talk: np.float32
    of_all_acquaintances: np.float32


class Circle:
    """The people of a network. It remembers the slot of each who is a customer, and who has been warned.

    Whoever has no number in the network (`NOBODY`) neither hears nor reaches anybody in it.
    """

    def __init__(self, network: Network, periods_a_warning_lasts: int) -> None:
        self.network = network
        self._periods_warned = periods_a_warning_lasts
        self._slot_of = np.full(network.people, _NO_CUSTOMER, np.int32)
        self._person_of = np.empty(0, np.int32)
        self._customers = 0
        self._warned_until = np.full(network.people, _NEVER, np.int32)
        self._degrees = network.degrees()
        self._lost = np.zeros(network.people, np.int32)  # counted in a period, and back at 0 after it

    def enter(self, slots: NDArray[np.int64], persons: NDArray[np.int64]) -> None:
        """Note who has entered in which slots: the next ones."""
        self._customers += slots.size
        room = self._person_of.size
        if self._customers > room:
            more = max(self._customers, int(_GROWTH * room)) - room
            self._person_of = np.concatenate([self._person_of, np.full(more, NOBODY, np.int32)])
        self._person_of[slots] = persons
        known = persons != NOBODY
        self._slot_of[persons[known]] = slots[known]

    def persons(self, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return who the customers in slots are in the network, or `NOBODY`."""
        return self._person_of[slots].astype(np.int64)

    def never_customers(self) -> NDArray[np.int64]:
        """Return who has never been a customer."""
        return np.flatnonzero(self._slot_of == _NO_CUSTOMER)

    def listen(
        self, period: int, talk: Talk, gone: NDArray[np.int64], pulls: Pulls
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Let talk reach people, and the loss of those who are gone be felt by those who know them.

        Returns how much customers have heard, by slot, and whom each talk brings, or `NOBODY`. Who has never
        been a customer is warned by ill talk, and then nobody can bring her for a while. If several would
        bring the same person, the one with the lowest word does.
        """
        whom = np.full(talk.talkers.size, NOBODY)
        known = np.flatnonzero(talk.talkers != NOBODY)
        whom[known] = self.network.reached(talk.talkers[known], talk.words[known])
        slots = np.where(whom == NOBODY, _NO_CUSTOMER, self._slot_of[whom])
        open_to_it = (slots == _NO_CUSTOMER) & (whom != NOBODY)
        self._warned_until[whom[open_to_it & ~talk.is_well]] = period + self._periods_warned
        would_come = open_to_it & talk.brings & (self._warned_until[whom] < period)
        self.network.count_lost(gone, self._lost)
        persons = self._person_of[: self._customers]
        heard = _heard(slots, talk.is_well, persons, self._lost, self._degrees, *pulls)
        return heard, _by_one_only(whom, would_come, talk.words)

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered; the network is that of the scenario."""
        persons = self._person_of[: self._customers].copy()
        return {"person_of": persons, "warned_until": self._warned_until.copy()}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self._warned_until = state["warned_until"].astype(np.int32)
        self._person_of, self._customers = np.empty(0, np.int32), 0
        self._slot_of[:] = _NO_CUSTOMER
        persons = state["person_of"].astype(np.int64)
        self.enter(np.arange(persons.size), persons)


def _by_one_only(
    whom: NDArray[np.int64], would_come: NDArray[np.bool_], words: NDArray[np.uint32]
) -> NDArray[np.int64]:
    """Return whom each talk brings, each person once."""
    places = np.flatnonzero(would_come)
    places = places[np.lexsort((words[places], whom[places]))]
    first = np.diff(whom[places], prepend=NOBODY) != 0
    brought = np.full(whom.size, NOBODY)
    brought[places[first]] = whom[places[first]]
    return brought


@compiled
def _heard(
    slots: NDArray[np.int32],
    is_well: NDArray[np.bool_],
    person_of: NDArray[np.int32],
    lost: NDArray[np.int32],
    degrees: NDArray[np.int32],
    per_talk: np.float32,
    of_all_acquaintances: np.float32,
) -> NDArray[np.float32]:
    """Return what each customer has heard; talks are whole numbers: their order does not matter."""
    heard = np.zeros(person_of.size, np.float32)
    for talk in range(slots.size):
        if slots[talk] != _NO_CUSTOMER:
            heard[slots[talk]] += np.float32(1.0) if is_well[talk] else np.float32(-1.0)
    for slot in range(person_of.size):
        person = person_of[slot]
        heard[slot] *= per_talk
        if person != NOBODY and lost[person] > 0:
            share = np.float32(lost[person]) / np.float32(degrees[person])
            heard[slot] -= of_all_acquaintances * share
    lost[:] = 0
    return heard
