"""The items of a questionnaire: what each is called, and the scale on which it is answered.

Satisfaction and its seven dimensions, and four items of emotional loyalty (a premium is paid, the firm is the
standard, it is recommended, it is helped to become better), are answered from 1 to a number of points, whose
cuts are those of the rating from 1 to 5. Recommendation is answered from 0 to 10, intent with yes or no.
Source: Barnes (2003), Establishing meaningful customer relationships, for the items of the bond; Reichheld
(2003), The one number you need to grow, Harvard Business Review 81(12), for recommendation.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.mechanisms.dimensions import SEVEN
from hooper.mechanisms.survey_answers import CUTS, RATINGS

OF_QUESTION: Final[dict[str, tuple[str, ...]]] = {
    "satisfaction": ("satisfaction",),
    "dimensions": tuple(f"satisfaction_with_{dimension}" for dimension in SEVEN),
    "emotional_loyalty": ("pays_a_premium", "is_the_standard", "is_recommended", "is_helped"),
    "recommendation": ("recommendation",),
    "intent": ("intent",),
}
ITEMS: Final = tuple(item for items in OF_QUESTION.values() for item in items)
PROMOTERS_FROM: Final = 9
DETRACTORS_TO: Final = 6
_MOST: Final = 10


def items_of(questions: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of the items of some questions, places in `ITEMS`.

    >>> [ITEMS[number] for number in items_of(["intent", "satisfaction"])]
    ['satisfaction', 'intent']
    """
    return tuple(
        ITEMS.index(item) for name, items in OF_QUESTION.items() if name in questions for item in items
    )


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


def net_promoter_score(answers: NDArray[np.floating]) -> float:
    """Return the share of promoters (9 and 10) less that of detractors (0 to 6), nan if nobody answered.

    >>> net_promoter_score(np.array([10.0, 9.0, 7.0, 3.0, np.nan]))
    0.25
    """
    known = answers[np.isfinite(answers)]
    if not known.size:
        return float("nan")
    return float((known >= PROMOTERS_FROM).mean() - (known <= DETRACTORS_TO).mean())
