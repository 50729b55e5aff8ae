"""Rows: arrays of one length, of which some are taken or others follow."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Rows:
    """The base of data that is all arrays, `(n,)` each.

    >>> @dataclass(frozen=True)
    ... class Ages(Rows):
    ...     years: NDArray[np.float64]
    >>> Ages(np.array([3.0, 5.0])).followed_by(Ages(np.array([7.0]))).at(np.array([0, 2])).years.tolist()
    [3.0, 7.0]
    """

    def followed_by(self, others: Self) -> Self:
        """Return these rows and then the others."""
        theirs = vars(others)
        if not len(next(iter(vars(self).values()))):
            return others
        return replace(
            self, **{name: np.concatenate([own, theirs[name]]) for name, own in vars(self).items()}
        )

    def at(self, places: NDArray[np.generic]) -> Self:
        """Return the rows in the given places, or those for which a mask holds."""
        # A mask is read through once, and not once a column.
        chosen = np.flatnonzero(places) if places.dtype == np.bool_ else places
        return replace(self, **{name: column.take(chosen) for name, column in vars(self).items()})
