"""The people of a network: who is a customer of the firm, who has been warned, and whom talk reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.foundation.read_ahead import fetch_ahead
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

    `brought` is whom each talk brings, `NOBODY` if none; `listeners` are persons who were talked to or whose
    acquaintances are gone, all of them customers who are there. Some may stand there more than once.
    """

    brought: NDArray[np.int64]
    listeners: NDArray[np.int32]


# What is looked up together lies together: memory is asked once a person.
_PERSON: Final = np.dtype(
    [("slot", np.int32), ("talks", np.int32), ("lost", np.int32), ("share", np.float32)]
)


class Circle:
    """The people of a network. It remembers the slot of each who is a customer, and who has been warned.

    Whoever has no number in the network (`NOBODY`) neither hears nor reaches anybody in it. What is said and
    who has left in a period is counted by person in `talks` (well less ill) and `lost` (acquaintances), until
    they have heard it and these are put back to 0. `slot_of` is by person, -1 for who was never a customer,
    `there` for who is one now, and `share_of_one` what one acquaintance is of all that a person has.
    """

    def __init__(self, network: Network, periods_a_warning_lasts: int) -> None:
        self.network = network
        self._periods_warned = periods_a_warning_lasts
        self._warned_until = np.full(network.people, _NEVER, np.int32)
        self._customers = 0
        self.person_of = np.empty(0, np.int32)
        self.there = np.zeros(network.people, np.bool_)
        people = np.zeros(network.people, _PERSON)
        self.slot_of, self.talks = people["slot"], people["talks"]
        self.lost, self.share_of_one = people["lost"], people["share"]
        self.slot_of[:] = _NO_CUSTOMER
        self.share_of_one[:] = 1.0 / np.maximum(network.degrees(), 1)

    def enter(self, slots: NDArray[np.int64], persons: NDArray[np.int64]) -> None:
        """Note who has entered in which slots: the next ones."""
        self._customers += slots.size
        room = self.person_of.size
        if self._customers > room:
            more = max(self._customers, int(_GROWTH * room)) - room
            self.person_of = np.concatenate([self.person_of, np.full(more, NOBODY, np.int32)])
        _note(slots, persons, self.person_of, self.slot_of, self.there)

    def come_back(self, slots: NDArray[np.int64]) -> None:
        """Note that customers in these slots, who had left, are there again."""
        _note(slots, self.persons(slots), self.person_of, self.slot_of, self.there)

    def persons(self, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return who the customers in slots are in the network, or `NOBODY`."""
        return _looked_up(self.person_of, slots)

    def never_customers(self) -> NDArray[np.int64]:
        """Return who has never been a customer."""
        return np.flatnonzero(self.slot_of == _NO_CUSTOMER)

    def spread(self, period: int, talk: Talk, gone: NDArray[np.int64]) -> Reached:
        """Let talk reach people, and note whose acquaintances are gone; return who hears and who comes.

        Who has never been a customer is warned by ill talk, and then nobody can
        bring her for a while. If several would bring the same person, the one with the lowest word does.
        """
        whom = self.network.reached(talk.talkers, talk.words)
        self.there[gone] = False
        bereaved = self.network.count_lost(gone, self.there, self.lost)
        talked_to, strangers = self._tell(whom, talk.is_well)
        self._warned_until[whom[strangers[~talk.is_well[strangers]]]] = period + self._periods_warned
        would_come = strangers[talk.brings[strangers]]
        would_come = would_come[self._warned_until[whom[would_come]] < period]
        brought = _by_one_only(whom, would_come, talk.words)
        return Reached(brought, np.concatenate([talked_to, bereaved]))

    def state(self) -> dict[str, NDArray[np.generic]]:
        """Return a copy of all that has to be remembered; the network is that of the scenario."""
        persons = self.person_of[: self._customers].copy()
        return {
            "person_of": persons,
            "warned_until": self._warned_until.copy(),
            "there": self.there.copy(),
        }

    def restore(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what `state` returned."""
        self._warned_until = state["warned_until"].astype(np.int32)
        self.person_of, self._customers = np.empty(0, np.int32), 0
        self.slot_of[:] = _NO_CUSTOMER
        persons = state["person_of"].astype(np.int64)
        self.enter(np.arange(persons.size), persons)
        self.there = state["there"].astype(np.bool_)

    def _tell(
        self, whom: NDArray[np.int64], is_well: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Count what customers who are there hear; return them, and which talks reach no customer ever."""
        talked_to, strangers = np.empty(whom.size, np.int32), np.empty(whom.size, np.int64)
        heard, missed = _tell(whom, is_well, self.there, self.slot_of, self.talks, talked_to, strangers)
        return talked_to[:heard], strangers[:missed]


def _by_one_only(
    whom: NDArray[np.int64], would_come: NDArray[np.int64], words: NDArray[np.uint32]
) -> NDArray[np.int64]:
    """Return whom each talk brings, each person once."""
    places = would_come[np.lexsort((words[would_come], whom[would_come]))]
    first = np.diff(whom[places], prepend=NOBODY) != 0
    brought = np.full(whom.size, NOBODY)
    brought[places[first]] = whom[places[first]]
    return brought


@compiled
def _looked_up(person_of: NDArray[np.int32], slots: NDArray[np.int64]) -> NDArray[np.int64]:
    persons = np.empty(slots.size, np.int64)
    for k in range(slots.size):
        fetch_ahead(person_of, slots, k)
        persons[k] = person_of[slots[k]]
    return persons


@compiled
def _note(
    slots: NDArray[np.int64],
    persons: NDArray[np.int64],
    person_of: NDArray[np.int32],
    slot_of: NDArray[np.int32],
    there: NDArray[np.bool_],
) -> None:
    for k in range(slots.size):
        person_of[slots[k]] = persons[k]
        if persons[k] != NOBODY:
            slot_of[persons[k]] = slots[k]
            there[persons[k]] = True


@compiled
def _tell(
    whom: NDArray[np.int64],
    is_well: NDArray[np.bool_],
    there: NDArray[np.bool_],
    slot_of: NDArray[np.int32],
    talks: NDArray[np.int32],
    talked_to: NDArray[np.int32],
    strangers: NDArray[np.int64],
) -> tuple[int, int]:
    """Count talks well less talks ill: whole numbers, whose order does not matter."""
    heard, missed = 0, 0
    for talk in range(whom.size):
        fetch_ahead(there, whom, talk)
        fetch_ahead(talks, whom, talk)
        person = whom[talk]
        if person == NOBODY:
            continue
        if there[person]:
            talks[person] += 1 if is_well[talk] else -1
            talked_to[heard] = person
            heard += 1
        elif slot_of[person] == _NO_CUSTOMER:
            strangers[missed] = talk
            missed += 1
    return heard, missed
