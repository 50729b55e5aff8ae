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

NOBODY: Final = -1
_WORD_BITS: Final = 32


class Network(Protocol):
    """Who knows whom among so many people."""

    @property
    def people(self) -> int:
        """The number of people."""
        ...

    def reached(self, talkers: NDArray[np.int64], words: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return the acquaintance whom each talker reaches, chosen by a word each, or `NOBODY`."""
        ...

    def degrees(self) -> NDArray[np.int32]:
        """Return how many acquaintances each person has, shape `(people,)`."""
        ...

    def count_lost(self, gone: NDArray[np.int64], lost: NDArray[np.int32]) -> None:
        """Add to `lost` how many acquaintances of each person are gone, shape `(people,)`."""
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
        others = _chosen(words, np.full(talkers.size, self.people - 1))
        return others + (others >= talkers)

    def degrees(self) -> NDArray[np.int32]:
        """Return how many acquaintances each person has: all others."""
        return np.full(self.people, self.people - 1, np.int32)

    def count_lost(self, gone: NDArray[np.int64], lost: NDArray[np.int32]) -> None:
        """Add to `lost` how many others are gone, by person."""
        lost += gone.size
        lost[gone] -= 1


@dataclass(frozen=True)
class SparseNetwork:
    """A network as compressed sparse rows: person i knows `neighbours[first[i] : first[i + 1]]`, in order.

    Each acquaintance stands there twice, once for either side: `first` is `(people + 1,)` and `neighbours`
    `(2 * edges,)`.

    >>> line = SparseNetwork(np.array([0, 1, 3, 4]), np.array([1, 0, 2, 1], np.int32))
    >>> line.reached(np.array([1, 1]), np.array([0, 2**31], np.uint32)).tolist()
    [0, 2]
    >>> lost = np.zeros(3, np.int32)
    >>> line.count_lost(np.array([0]), lost)
    >>> lost.tolist(), line.degrees().tolist()
    ([0, 1, 0], [1, 2, 1])
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
        degrees = self.first[talkers + 1] - self.first[talkers]
        known = np.flatnonzero(degrees)
        whom = np.full(talkers.size, NOBODY)
        places = self.first[talkers[known]] + _chosen(words[known], degrees[known])
        whom[known] = self.neighbours[places]
        return whom

    def count_lost(self, gone: NDArray[np.int64], lost: NDArray[np.int32]) -> None:
        """Add to `lost` how many acquaintances of each person are gone."""
        _count_neighbours(gone, self.first, self.neighbours, lost)


def _chosen(words: NDArray[np.uint32], choices: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return one of so many, from 0 on: by whole numbers, so that it is the same on every machine."""
    return (words.astype(np.int64) * choices) >> _WORD_BITS


@compiled
def _count_neighbours(
    persons: NDArray[np.int64],
    first: NDArray[np.int64],
    neighbours: NDArray[np.int32],
    counts: NDArray[np.int32],
) -> None:
    for person in persons:
        for k in range(first[person], first[person + 1]):
            counts[neighbours[k]] += 1
