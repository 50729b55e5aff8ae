"""The people of a network: who is a customer of the firm, who has been warned, and whom talk reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

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


@dataclass(frozen=True)
class Reached:
    """Whom talk has reached, and who has lost acquaintances.

    `brought` is whom each talk brings, `NOBODY` if none; `talked_to` are the slots of customers who were
    talked to, and `bereaved` persons whose acquaintances are gone. Of these, some may stand there twice.
    """

    brought: NDArray[np.int64]
    talked_to: NDArray[np.int32]
    bereaved: NDArray[np.int32]


class Circle:
    """The people of a network. It remembers the slot of each who is a customer, and who has been warned.

    Whoever has no number in the network (`NOBODY`) neither hears nor reaches anybody in it. What is said and
    who has left in a period is counted in `talks` (well less ill, by slot) and `lost` (acquaintances, by
    person), until they have heard it and these are put back to 0. `slot_of` is by person, -1 for who was
    never a customer, and `share_of_one` what one acquaintance is of all that a person has.
    """

    def __init__(self, network: Network, periods_a_warning_lasts: int) -> None:
        self.network = network
        self._periods_warned = periods_a_warning_lasts
        self.slot_of = np.full(network.people, _NO_CUSTOMER, np.int32)
        self._warned_until = np.full(network.people, _NEVER, np.int32)
        self._customers = 0
        self.person_of = np.empty(0, np.int32)
        self.talks = np.empty(0, np.int32)
        self.lost = np.zeros(network.people, np.int32)
        self.share_of_one = (1.0 / np.maximum(network.degrees(), 1)).astype(np.float32)

    def enter(self, slots: NDArray[np.int64], persons: NDArray[np.int64]) -> None:
        """Note who has entered in which slots: the next ones."""
        self._customers += slots.size
        room = self.person_of.size
        if self._customers > room:
            more = max(self._customers, int(_GROWTH * room)) - room
            self.person_of = np.concatenate([self.person_of, np.full(more, NOBODY, np.int32)])
            self.talks = np.concatenate([self.talks, np.zeros(more, np.int32)])
        _note(slots, persons, self.person_of, self.slot_of)

    def persons(self, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return who the customers in slots are in the network, or `NOBODY`."""
        return self.person_of[slots].astype(np.int64)

    def never_customers(self) -> NDArray[np.int64]:
        """Return who has never been a customer."""
        return np.flatnonzero(self.slot_of == _NO_CUSTOMER)

    def spread(self, period: int, talk: Talk, gone: NDArray[np.int64]) -> Reached:
        """Let talk reach people, and note whose acquaintances are gone; return who hears and who comes.

        Who has never been a customer is warned by ill talk, and then nobody can
        bring her for a while. If several would bring the same person, the one with the lowest word does.
        """
        whom = np.full(talk.talkers.size, NOBODY)
        known = np.flatnonzero(talk.talkers != NOBODY)
        whom[known] = self.network.reached(talk.talkers[known], talk.words[known])
        slots = np.where(whom == NOBODY, _NO_CUSTOMER, self.slot_of[whom])
        _count_talks(slots, talk.is_well, self.talks)
        bereaved = self.network.count_lost(gone, self.lost)
        open_to_it = (slots == _NO_CUSTOMER) & (whom != NOBODY)
        self._warned_until[whom[open_to_it & ~talk.is_well]] = period + self._periods_warned
        would_come = open_to_it & talk.brings & (self._warned_until[whom] < period)
        brought = _by_one_only(whom, would_come, talk.words)
        return Reached(brought, slots[slots != _NO_CUSTOMER], bereaved)

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered; the network is that of the scenario."""
        persons = self.person_of[: self._customers].copy()
        return {"person_of": persons, "warned_until": self._warned_until.copy()}

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self._warned_until = state["warned_until"].astype(np.int32)
        self.person_of, self.talks, self._customers = np.empty(0, np.int32), np.empty(0, np.int32), 0
        self.slot_of[:] = _NO_CUSTOMER
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
def _note(
    slots: NDArray[np.int64],
    persons: NDArray[np.int64],
    person_of: NDArray[np.int32],
    slot_of: NDArray[np.int32],
) -> None:
    for k in range(slots.size):
        person_of[slots[k]] = persons[k]
        if persons[k] != NOBODY:
            slot_of[persons[k]] = slots[k]


@compiled
def _count_talks(slots: NDArray[np.int32], is_well: NDArray[np.bool_], talks: NDArray[np.int32]) -> None:
    """Count talks well less talks ill: whole numbers, whose order does not matter."""
    for talk in range(slots.size):
        if slots[talk] != _NO_CUSTOMER:
            talks[slots[talk]] += 1 if is_well[talk] else -1
