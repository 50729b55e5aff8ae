"""How customers move between segments from one cut to the next, and where that leads.

The chance to move from segment i to j is the share of the customers of i who are in j at the next cut, over
all pairs of cuts in a row. Who was not known at the earlier cut is a newcomer, and counted apart; who bought
nothing until the next cut was not seen, and moves by the silence alone.
Source: Pfeifer and Carraway (2000), Modeling customer relationships as Markov chains, Journal of
Interactive Marketing 14(2): 43-55, for chains of segments and their value.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hooper.economics.markov_value import markov_value
from hooper.segmentation.segment_paths import NOT_YET, SegmentPaths

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

_ROUNDING = 1e-9


@dataclass(frozen=True)
class SegmentMigration:
    """The moves of customers among K segments, over all pairs of cuts in a row.

    `moves` has the shape `(K, K)`, rows where customers came from. `newcomers` (by the segment of the first
    cut at which they are known), `unseen` (by the segment that they were in), `current` (customers at the
    last cut) and `spend_to_come` (mean spend until the next cut of a customer of each segment, nan without
    any) have the shape `(K,)`.
    """

    labels: tuple[str, ...]
    moves: Counts
    newcomers: Counts
    unseen: Counts
    current: Counts
    spend_to_come: Floats

    @cached_property
    def transitions(self) -> Floats:
        """The chances to be in each segment at the next cut, `(K, K)`; nan in rows without customers."""
        return shares_of_rows(self.moves)

    @property
    def expected_next(self) -> Floats:
        """The expected share of each segment at the next cut, of those who are known now, shape `(K,)`.

        It is not a number for any if there are customers in a segment of which no moves are known.
        """
        is_there = self.current > 0
        share = self.current[is_there] / max(self.current.sum(), 1)
        return share @ self.transitions[is_there]

    @property
    def stationary(self) -> Floats:
        """The shares that moves leave as they are, shape `(K,)`.

        They are not numbers if more than one set of shares is left so, or moves of a segment that customers
        come to are not known. Segments that nobody was in count as empty.
        """
        occurs = (self.moves.sum(axis=0) + self.moves.sum(axis=1)) > 0
        chances = self.transitions[np.ix_(occurs, occurs)]
        shares = np.zeros(occurs.size)
        shares[occurs] = _left_as_they_are(chances)
        return shares

    def value_to_come(self, margin: float, rate_per_period: float) -> Floats:
        """Return what a customer of each segment will bring for ever, shape `(K,)`, in currency units.

        `margin` is a share of spend, `rate_per_period` the discount rate from one cut to the next. It is nan
        where moves are not known, and for segments from which customers get to such a one. Raises InputError
        at a rate of zero, at which customers who never leave are worth more than any sum.
        """
        value = np.full(len(self.labels), np.nan)
        known = _closed(self.transitions)
        chances = self.transitions[np.ix_(known, known)]
        value[known] = markov_value(chances, margin * self.spend_to_come[known], rate_per_period)
        return value


def segment_migration(paths: SegmentPaths) -> SegmentMigration:
    """Return the moves along the paths.

    >>> code, none = np.array([[0, 0, 1], [0, 1, 1], [NOT_YET, NOT_YET, 0]]), np.zeros((3, 2))
    >>> ids, cuts = np.arange(3, dtype=np.uint64), np.array([1.0, 2.0, 3.0])
    >>> found = segment_migration(SegmentPaths(("a", "b"), cuts, ids, code, none.astype(int), none))
    >>> found.moves.tolist(), found.newcomers.tolist(), found.unseen.tolist()
    ([[1, 2], [0, 1]], [1, 0], [3, 1])
    """
    n_labels = len(paths.labels)
    before, after = paths.code[:, :-1], paths.code[:, 1:]
    is_known = before != NOT_YET
    is_new = ~is_known & (after != NOT_YET)
    origin = before[is_known]
    customers = np.bincount(origin, minlength=n_labels)
    spend = np.bincount(origin, paths.spend[is_known], n_labels)
    return SegmentMigration(
        labels=paths.labels,
        moves=moves_of(origin, after[is_known], n_labels),
        newcomers=np.bincount(after[is_new], minlength=n_labels),
        unseen=np.bincount(origin[paths.purchases[is_known] == 0], minlength=n_labels),
        current=np.bincount(paths.code[:, -1], minlength=n_labels),
        spend_to_come=np.divide(spend, customers, out=np.full(n_labels, np.nan), where=customers > 0),
    )


def moves_of(origin: Counts, goal: Counts, n_labels: int) -> Counts:
    """Return how many moves there are from each segment to each, shape `(n_labels, n_labels)`."""
    return np.bincount(origin * n_labels + goal, minlength=n_labels**2).reshape(n_labels, n_labels)


def shares_of_rows(moves: NDArray[np.number]) -> Floats:
    """Return each row of moves, the last axis, as shares of its sum; nan in rows that are empty."""
    totals = np.broadcast_to(moves.sum(axis=-1, keepdims=True), moves.shape)
    return np.divide(moves, totals, out=np.full(moves.shape, np.nan), where=totals > 0)


def _closed(chances: Floats) -> NDArray[np.bool_]:
    """Tell from which segments customers get to none whose moves are not known, in any number of steps."""
    known = np.asarray(~np.isnan(chances).any(axis=1))
    for _ in range(len(chances)):
        known = np.asarray(known & ~(chances[:, ~known] > 0.0).any(axis=1))
    return known


def _left_as_they_are(chances: Floats) -> Floats:
    """Return the one set of shares that the chances leave as it is, nan if there is not one."""
    n = len(chances)
    if not n or np.isnan(chances).any():
        return np.full(n, np.nan)
    fixed = np.vstack((chances.T - np.eye(n), np.ones(n)))
    if np.linalg.matrix_rank(fixed, tol=_ROUNDING) < n:
        return np.full(n, np.nan)
    shares, *_ = np.linalg.lstsq(fixed, np.append(np.zeros(n), 1.0), rcond=None)
    return np.asarray(shares, np.float64).clip(0.0, 1.0)
