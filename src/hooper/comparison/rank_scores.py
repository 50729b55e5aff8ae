"""How well predictions order customers: what a firm needs that can serve some of them only.

Sources: Spearman (1904), The American Journal of Psychology 15(1); the Gini coefficient of predictions,
normalised by that of the actual values: Wang, Liu and Miao (2019), A deep probabilistic model for customer
lifetime value prediction, arXiv:1912.07753.
"""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.rank_correlation import rank_correlation
from hooper.economics.concentration import concentration_curve, gini, share_in_top


@dataclass(frozen=True)
class RankScores:
    """Actual values in the order of the predictions; None is "not computable".

    `gini` orders the customers by the prediction, `best_gini` by the actual value itself, and
    `normalised_gini` is their ratio: 1 for the right order, 0 for one that knows nothing.
    `share_in_top` is the share of the actual total held by the customers predicted best (a fifth by
    default), `best_share_in_top` the most that as many could hold.
    """

    rank_correlation: float | None
    gini: float | None
    best_gini: float | None
    normalised_gini: float | None
    share_in_top: float | None
    best_share_in_top: float | None

    def as_dict(self) -> dict[str, float | None]:
        """Return the scores as plain JSON values."""
        return asdict(self)


def score_ranks(predicted: NDArray[np.float64], actual: NDArray[np.float64], top: float = 0.2) -> RankScores:
    """Score the order that predictions give to the customers; both of shape `(n,)`, n at least 1.

    Customers with equal predictions share their mean. Without a positive total nothing can be shared out.

    >>> scores = score_ranks(np.array([3.0, 2.0, 1.0, 0.0]), np.array([4.0, 0.0, 0.0, 4.0]))
    >>> scores.gini, scores.best_gini, scores.normalised_gini
    (0.0, 0.5, 0.0)
    """
    correlation = rank_correlation(predicted, actual)
    if not actual.sum() > 0.0:
        return RankScores(correlation, None, None, None, None, None)
    by_prediction, by_value = concentration_curve(predicted, actual), concentration_curve(actual, actual)
    own, best = gini(by_prediction), gini(by_value)
    return RankScores(
        rank_correlation=correlation,
        gini=own,
        best_gini=best,
        normalised_gini=own / best if best > 0.0 else None,
        share_in_top=share_in_top(by_prediction, top),
        best_share_in_top=share_in_top(by_value, top),
    )
