"""The scales on which items of a questionnaire are answered, for a score that somebody would give.

An item with a number of points is cut where the rating from 1 to 5 is; recommendation goes from 0 to 10.
Source: Reichheld (2003), The one number you need to grow, Harvard Business Review 81(12), for recommendation.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.mechanisms.survey_answers import CUTS, RATINGS

_MOST: Final = 10


def on_scale(score: NDArray[np.floating], points: int) -> NDArray[np.int64]:
    """Return answers from 1 to `points` for scores in [0, 1], of the same shape; with five, the rating.

    >>> on_scale(np.array([0.1, 0.3, 0.96]), 5).tolist(), on_scale(np.array([0.1, 0.3, 0.96]), 10).tolist()
    ([1, 2, 5], [2, 3, 9])
    """
    of_five = np.arange(1, points) * (len(RATINGS) / points)
    cuts = np.interp(of_five, np.arange(len(RATINGS) + 1), (0.0, *CUTS, 1.0))
    return 1 + np.digitize(score, cuts)


def from_nought_to_ten(score: NDArray[np.floating]) -> NDArray[np.int64]:
    """Return answers from 0 to 10 for scores in [0, 1], of the same shape.

    >>> from_nought_to_ten(np.array([0.0, 0.5, 1.0])).tolist()
    [0, 5, 10]
    """
    return np.minimum(np.floor((_MOST + 1) * score), _MOST).astype(np.int64)
