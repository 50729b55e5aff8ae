"""Introductions: whom customers have brought, by referral or by word of mouth."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

FROM_ELSEWHERE: Final = -1


@dataclass(frozen=True)
class Introductions:
    """Customers who each bring somebody: their ids and slots, and whether the firm knows, all `(n,)`.

    A referral is known to the firm, which rewards it; word of mouth is not. `person` is who is brought in the
    network of acquaintances, or -1: somebody from elsewhere.
    """

    customer_id: NDArray[np.uint64]
    slot: NDArray[np.int64]
    is_referral: NDArray[np.bool_]
    person: NDArray[np.int64]

    @classmethod
    def none(cls) -> Self:
        """Return what there is when nobody brings anybody."""
        return cls(
            np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.bool_), np.empty(0, np.int64)
        )

    def of_kind(self, *, is_referral: bool) -> "Introductions":
        """Return the referrals alone, or the others."""
        return self.chosen(np.flatnonzero(self.is_referral == is_referral))

    def chosen(self, places: NDArray[np.int64]) -> "Introductions":
        """Return those at the given places."""
        return Introductions(*(each[places] for each in vars(self).values()))
