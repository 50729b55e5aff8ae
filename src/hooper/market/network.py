"""Networks of acquaintances: whom somebody's talk reaches, and whose acquaintances have left.

People have numbers from 0 on. A talk reaches one acquaintance, all with the same chance. So the more of them
are customers already, the fewer are left to bring; where everybody knows everybody, that is all that counts,
and newcomers come along the curve of Bass (`hooper.evidence.oracles.bass_among_everybody`).
"""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.foundation.read_ahead import fetch, fetch_ahead

NOBODY: Final = -1
_WORD_BITS: Final = 32
_READ_AHEAD: Final = 32


class Network(Protocol):
    """Who knows whom among so many people."""

    @property
    def people(self) -> int:
        """The number of people."""
        ...

    def reached(self, talkers: NDArray[np.int64], words: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return the acquaintance whom each talker reaches, chosen by a word each, or `NOBODY`.

        A talker who is `NOBODY` reaches nobody.
        """
        ...

    def degrees(self) -> NDArray[np.int32]:
        """Return how many acquaintances each person has, shape `(people,)`."""
        ...

    def count_lost(
        self, gone: NDArray[np.int64], hears: NDArray[np.bool_], lost: NDArray[np.int32]
    ) -> NDArray[np.int32]:
        """Add to `lost` how many acquaintances are gone of each who hears of it; return who has lost any.

        `hears` and `lost` are by person, `(people,)`. Some persons may be returned more than once.
        """
        ...


@dataclass(frozen=True)
class Everybody:
    """A network in which everybody knows all others.

    >>> Everybody(people=3).reached(np.array([0, 1, 2]), np.array([0, 0, 2**32 - 1], np.uint32)).tolist()
    [1, 0, 1]
    """

    people: int

    def reached(self, talkers: NDArray[np.int64], words: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return whom each talker reaches: one of all others."""
        if self.people < 2:
            return np.full(talkers.size, NOBODY)
        others = (words.astype(np.int64) * (self.people - 1)) >> _WORD_BITS
        return np.where(talkers == NOBODY, NOBODY, others + (others >= talkers))

    def degrees(self) -> NDArray[np.int32]:
        """Return how many acquaintances each person has: all others."""
        return np.full(self.people, self.people - 1, np.int32)

    def count_lost(
        self, gone: NDArray[np.int64], hears: NDArray[np.bool_], lost: NDArray[np.int32]
    ) -> NDArray[np.int32]:
        """Add to `lost` how many others are gone, by person who hears of it; return who has lost any."""
        lost += gone.size * hears
        lost[gone] -= hears[gone]
        return np.flatnonzero(lost).astype(np.int32)


@dataclass(frozen=True)
class SparseNetwork:
    """A network as compressed sparse rows: person i knows `neighbours[first[i] : first[i + 1]]`, in order.

    Each acquaintance stands there twice, once for either side: `first` is `(people + 1,)` and `neighbours`
    `(2 * edges,)`.

    >>> line = SparseNetwork(np.array([0, 1, 3, 4]), np.array([1, 0, 2, 1], np.int32))
    >>> line.reached(np.array([1, 1]), np.array([0, 2**31], np.uint32)).tolist()
    [0, 2]
    >>> lost = np.zeros(3, np.int32)
    >>> line.count_lost(np.array([0, 2]), np.ones(3, np.bool_), lost).tolist(), lost.tolist()
    ([1, 1], [0, 2, 0])
    """

    first: NDArray[np.int64]
    neighbours: NDArray[np.int32]

    @property
    def people(self) -> int:
        """The number of people."""
        return self.first.size - 1

    def degrees(self) -> NDArray[np.int32]:
        """Return how many acquaintances each person has."""
        return np.diff(self.first).astype(np.int32)

    def reached(self, talkers: NDArray[np.int64], words: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return the acquaintance whom each talker reaches; `NOBODY` for who has none."""
        return _choose_neighbours(talkers, words, self.first, self.neighbours)

    def count_lost(
        self, gone: NDArray[np.int64], hears: NDArray[np.bool_], lost: NDArray[np.int32]
    ) -> NDArray[np.int32]:
        """Add to `lost` how many acquaintances are gone of each who hears of it; return who has lost any."""
        begins, ends = self.first[gone], self.first[gone + 1]
        bereaved = np.empty((ends - begins).sum() + 1, np.int32)
        count = _gather_who_hears(begins, ends, self.neighbours, hears, bereaved)
        _count(bereaved[:count], lost)
        return bereaved[:count]


@compiled
def _choose_neighbours(
    talkers: NDArray[np.int64],
    words: NDArray[np.uint32],
    first: NDArray[np.int64],
    neighbours: NDArray[np.int32],
) -> NDArray[np.int64]:
    whom = np.full(talkers.size, NOBODY)
    last = talkers.size - 1
    for k in range(talkers.size):
        fetch(first, talkers[min(k + 2 * _READ_AHEAD, last)])
        ahead = min(k + _READ_AHEAD, last)
        begin, end = first[talkers[ahead]], first[talkers[ahead] + 1]
        fetch(neighbours, begin + ((np.int64(words[ahead]) * (end - begin)) >> _WORD_BITS))
        if talkers[k] == NOBODY:
            continue
        begin, end = first[talkers[k]], first[talkers[k] + 1]
        if end > begin:
            whom[k] = neighbours[begin + ((np.int64(words[k]) * (end - begin)) >> _WORD_BITS)]
    return whom


@compiled
def _gather_who_hears(
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    neighbours: NDArray[np.int32],
    hears: NDArray[np.bool_],
    gathered: NDArray[np.int32],
) -> int:
    """Put neighbours who hear one after another; return how many.

    Whether somebody hears could not be foreseen by a branch: who does not is written over by the next.
    """
    place, last = 0, begins.size - 1
    for k in range(begins.size):
        ahead = min(k + _READ_AHEAD, last)
        fetch(neighbours, begins[ahead])
        fetch(neighbours, ends[ahead] - 1)
        soon = min(k + _READ_AHEAD // 4, last)
        for neighbour in range(begins[soon], ends[soon]):
            fetch(hears, neighbours[neighbour])
        for neighbour in range(begins[k], ends[k]):
            gathered[place] = neighbours[neighbour]
            place += int(hears[neighbours[neighbour]])
    return place


@compiled
def _count(persons: NDArray[np.int32], counts: NDArray[np.int32]) -> None:
    for k in range(persons.size):
        fetch_ahead(counts, persons, k)
        counts[persons[k]] += 1
