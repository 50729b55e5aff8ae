"""A segmentation scheme against the truth that only a simulator knows: do segments differ in what is to come?

A scheme says something if customers of one segment are alike in the profit that they will bring, and unlike
those of others. With the expected future profit v of each customer, its mean in each segment, and its mean
over all, the explained share is the variance of the means of segments over that of v: 0 for a scheme that
tells nothing, 1 where nobody differs within a segment. How well a scheme orders customers is asked by what a
firm can see: segments are ordered by the mean spend so far of those in them. Agreement with a true partition
is the adjusted Rand index.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.rank_scores import RankScores, score_ranks
from hooper.foundation.adjusted_rand_index import adjusted_rand_index
from hooper.foundation.mean_ranks import percentile_ranks
from hooper.segmentation.segments import Segments

_FIFTHS = 5


@dataclass(frozen=True)
class SchemeScore:
    """The scores of a scheme on some customers; None is "not computable".

    `segments` counts those with anybody in them. `explained_share` is of the variance of the true value;
    `ranks` are scores of the order of the segments; `agreement_with_value` is that with fifths of the true
    value, and `agreement_with_stages` that with the true stages.
    """

    scheme: str
    customers: int
    segments: int
    explained_share: float | None
    ranks: RankScores
    agreement_with_value: float
    agreement_with_stages: float


def score_scheme(
    segments: Segments, expected_profit: NDArray[np.float64], stage: NDArray[np.int64]
) -> SchemeScore:
    """Score segments of one customer or more by true profit to come and true stage, `(n,)` in their order."""
    used, code = np.unique(segments.code, return_inverse=True)
    order = np.array([profile.mean_spend for profile in segments.profiles])[segments.code]
    fifth = np.minimum((percentile_ranks(expected_profit) * _FIFTHS).astype(np.int64), _FIFTHS - 1)
    return SchemeScore(
        scheme=segments.scheme,
        customers=segments.code.size,
        segments=used.size,
        explained_share=explained_share(code, expected_profit),
        ranks=score_ranks(order, expected_profit),
        agreement_with_value=adjusted_rand_index(code, fifth),
        agreement_with_stages=adjusted_rand_index(code, stage),
    )


def explained_share(code: NDArray[np.int64], value: NDArray[np.float64]) -> float | None:
    """Return the share of the variance of values that lies between groups, or None if values do not vary.

    >>> explained_share(np.array([0, 0, 1, 1]), np.array([1.0, 3.0, 5.0, 7.0]))
    0.8
    """
    variance = value.var()
    if not variance > 0.0:
        return None
    size = np.bincount(code)
    means = np.divide(np.bincount(code, value), size, out=np.zeros(size.size), where=size > 0)
    return float(means[code].var() / variance)
