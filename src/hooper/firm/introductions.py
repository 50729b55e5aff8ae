"""Introductions: whom customers have brought, by referral or by word of mouth."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Introductions:
    """Customers who each bring somebody: their ids and slots, and whether the firm knows, all `(n,)`.

    A referral is known to the firm, which rewards it; word of mouth is not.
    """

    customer_id: NDArray[np.uint64]
    slot: NDArray[np.int64]
    is_referral: NDArray[np.bool_]

    @classmethod
    def none(cls) -> Self:
        """Return what there is when nobody brings anybody."""
        return cls(np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.bool_))

    def of_kind(self, *, is_referral: bool) -> "Introductions":
        """Return the referrals alone, or the others."""
        chosen = self.is_referral == is_referral
        return Introductions(self.customer_id[chosen], self.slot[chosen], self.is_referral[chosen])
