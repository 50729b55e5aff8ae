"""The curve of the law of loyalty for many customers at once, in float64, outside of any simulation."""

import numpy as np
from numpy.typing import NDArray

from hooper.mechanisms.loyalty import Loyalty
from hooper.mechanisms.survey_answers import score


def loyalty_at(satisfaction: NDArray[np.floating], curve: Loyalty) -> NDArray[np.float64]:
    """Return loyalty in [0, 1] for cumulative satisfaction, of the same shape.

    >>> loyalty_at(np.array([0.0]), Loyalty(7.0, 2.0, 0.2, 0.0, 0.5)).tolist()
    [0.4]
    """
    scored = np.asarray(score(satisfaction.astype(np.float64), curve.score_slope), np.float64)
    return curve.floor + (1.0 - curve.floor) * scored**curve.exponent
