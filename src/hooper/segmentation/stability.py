"""How stable a scheme is: does it give a customer the same company when only half of the customers are there?

Half of the customers are drawn without replacement and divided anew, several times. The adjusted Rand index
(`foundation.adjusted_rand_index`) tells how far the new segments agree with the first ones among them: 1 if
nobody has changed company, 0 if agreement is what chance would do. A scheme may be stable and say nothing;
one that is not stable says nothing for certain.
Source: Ben-Hur, Elisseeff and Guyon (2002), A stability based method for discovering structure in clustered
data, Pacific Symposium on Biocomputing 7.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.adjusted_rand_index import adjusted_rand_index
from hooper.foundation.decisions import HALF_OF_CUSTOMERS
from hooper.foundation.random_words import customer_words
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments


@dataclass(frozen=True)
class Stability:
    """The agreement of each half with the first segments, shape `(n_halves,)`; without halves all is nan."""

    agreement: NDArray[np.float64]

    @property
    def mean(self) -> float:
        """The agreement on average."""
        return float(self.agreement.mean()) if self.agreement.size else float("nan")

    @property
    def lowest(self) -> float:
        """The agreement of the half that agrees least."""
        return float(self.agreement.min()) if self.agreement.size else float("nan")

    def as_dict(self) -> dict[str, object]:
        """Return mean, lowest and number of the halves as plain JSON values."""
        told = (self.mean, self.lowest) if self.agreement.size else (None, None)
        return {"mean": told[0], "lowest": told[1], "halves": self.agreement.size}


def stability(
    segments: Segments,
    assign: Callable[[CustomerRecords], Segments],
    records: CustomerRecords,
    seed: int,
    n_halves: int = 20,
) -> Stability:
    """Divide halves of the customers anew by `assign`, and hold them against their first `segments`.

    `segments` are those that `assign` makes of all `records`. Which customers are in a half depends on their
    ids and the seed alone. Of fewer than four customers there are no halves to divide.
    """
    if records.n_customers < 4:  # two customers are the fewest who can be together or apart
        return Stability(np.empty(0))
    found = np.empty(n_halves)
    for number in range(n_halves):
        rows = half_of(records.customer_id, seed, number)
        found[number] = adjusted_rand_index(segments.code[rows], assign(records.take(rows)).code)
    return Stability(found)


def half_of(customer_id: NDArray[np.uint64], seed: int, number: int) -> NDArray[np.int64]:
    """Return the places of half of the customers, rounded down, in their order; each half is as likely.

    >>> half_of(np.arange(6, dtype=np.uint64), seed=1, number=0).size
    3
    """
    drawn = customer_words((seed, number), customer_id, 0, HALF_OF_CUSTOMERS).astype(np.uint64)
    lots = (drawn[0] << np.uint64(32)) | drawn[1]
    return np.sort(np.argpartition(lots, customer_id.size // 2)[: customer_id.size // 2])
