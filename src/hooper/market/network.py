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

    def shares_lost(self, gone: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return which share of the acquaintances of each person is gone, shape `(people,)`."""
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

    def shares_lost(self, gone: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return which share of all others is gone, by person."""
        lost = np.full(self.people, gone.size)
        lost[gone] -= 1
        return (lost / max(self.people - 1, 1)).astype(np.float32)


@dataclass(frozen=True)
class SparseNetwork:
    """A network as compressed sparse rows: person i knows `neighbours[first[i] : first[i + 1]]`, in order.

    Each acquaintance stands there twice, once for either side: `first` is `(people + 1,)` and `neighbours`
    `(2 * edges,)`.

    >>> line = SparseNetwork(np.array([0, 1, 3, 4]), np.array([1, 0, 2, 1], np.int32))
    >>> line.reached(np.array([1, 1]), np.array([0, 2**31], np.uint32)).tolist()
    [0, 2]
    >>> line.shares_lost(np.array([0])).tolist()
    [0.0, 0.5, 0.0]
    """

    first: NDArray[np.int64]
    neighbours: NDArray[np.int32]

    @property
    def people(self) -> int:
        """The number of people."""
        return self.first.size - 1

    def degrees(self, persons: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many acquaintances people have, same shape."""
        return self.first[persons + 1] - self.first[persons]

    def reached(self, talkers: NDArray[np.int64], words: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return the acquaintance whom each talker reaches; `NOBODY` for who has none."""
        degrees = self.degrees(talkers)
        known = np.flatnonzero(degrees)
        whom = np.full(talkers.size, NOBODY)
        places = self.first[talkers[known]] + _chosen(words[known], degrees[known])
        whom[known] = self.neighbours[places]
        return whom

    def shares_lost(self, gone: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return which share of the acquaintances of each person is gone; 0 for who has none."""
        return _shares_lost(gone, self.first, self.neighbours)


def _chosen(words: NDArray[np.uint32], choices: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return one of so many, from 0 on: by whole numbers, so that it is the same on every machine."""
    return (words.astype(np.int64) * choices) >> _WORD_BITS


@compiled
def _shares_lost(
    gone: NDArray[np.int64], first: NDArray[np.int64], neighbours: NDArray[np.int32]
) -> NDArray[np.float32]:
    people = first.size - 1
    lost = np.zeros(people, np.int32)
    for person in gone:
        for k in range(first[person], first[person + 1]):
            lost[neighbours[k]] += 1
    shares = np.zeros(people, np.float32)
    for person in range(people):
        if lost[person]:
            shares[person] = lost[person] / (first[person + 1] - first[person])
    return shares
