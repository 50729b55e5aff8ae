"""What customers answer when they are asked: satisfaction, a rating from 1 to 5, and their intent to buy.

Reported satisfaction is `R = C + B`, cumulative satisfaction with the glow of recoveries. The score is
`logistic(k R)`, with the slope k of the law of loyalty. Ratings cut the score at .2, .5, .8 and .95, and
stated intent is its square root. Nothing that a customer does depends on any of these.
Source: Mittal and Kamakura (2001), Satisfaction, repurchase intent, and repurchase behavior, Journal of
Marketing Research 38(1): intent has decreasing returns where behaviour has increasing ones, so it needs a
map of its own.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

RATINGS: Final = (1, 2, 3, 4, 5)
CUTS: Final = (0.2, 0.5, 0.8, 0.95)


def reported_satisfaction(
    satisfaction: NDArray[np.floating], recovery_glow: NDArray[np.floating]
) -> NDArray[np.floating]:
    """Return the satisfaction that is told, of the shape of both arguments."""
    return satisfaction + recovery_glow


def score(reported: NDArray[np.floating], score_slope: float) -> NDArray[np.floating]:
    """Return the satisfaction score in [0, 1] of reported satisfaction, of the same shape.

    >>> score(np.array([0.0, 0.2]), score_slope=7.0).round(3).tolist()
    [0.5, 0.802]
    """
    return 0.5 * (1.0 + np.tanh(0.5 * score_slope * reported))


def rating(score: NDArray[np.floating]) -> NDArray[np.int64]:
    """Return ratings from 1, the worst, to 5 for scores in [0, 1], of the same shape.

    >>> rating(np.array([0.1, 0.2, 0.79, 0.95])).tolist()
    [1, 2, 3, 5]
    """
    return RATINGS[0] + np.digitize(score, CUTS)


def stated_intent(score: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the chance with which customers say that they will buy again, for scores in [0, 1].

    >>> stated_intent(np.array([0.25, 1.0])).tolist()
    [0.5, 1.0]
    """
    return np.sqrt(score)
