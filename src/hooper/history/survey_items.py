"""The items of a questionnaire: what each is called, by the number that it has in the table of answers.

Satisfaction and its seven dimensions, and four items of emotional loyalty (a premium is paid, the firm is the
standard, it is recommended, it is helped to become better), are answered from 1 to a number of points.
Recommendation is answered from 0 to 10, intent with yes or no.
Source: Barnes (2003), Establishing meaningful customer relationships, for the items of the bond; Reichheld
(2003), The one number you need to grow, Harvard Business Review 81(12), for recommendation.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

OF_QUESTION: Final[dict[str, tuple[str, ...]]] = {
    "satisfaction": ("satisfaction",),
    "dimensions": (
        *("satisfaction_with_product", "satisfaction_with_service", "satisfaction_with_relationship"),
        *("satisfaction_with_price", "satisfaction_with_convenience", "satisfaction_with_brand"),
        "satisfaction_with_total",
    ),
    "emotional_loyalty": ("pays_a_premium", "is_the_standard", "is_recommended", "is_helped"),
    "recommendation": ("recommendation",),
    "intent": ("intent",),
}
ITEMS: Final = tuple(item for items in OF_QUESTION.values() for item in items)
PROMOTERS_FROM: Final = 9
DETRACTORS_TO: Final = 6


def items_of(questions: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of the items of some questions, places in `ITEMS`.

    >>> [ITEMS[number] for number in items_of(["intent", "satisfaction"])]
    ['satisfaction', 'intent']
    """
    return tuple(
        ITEMS.index(item) for name, items in OF_QUESTION.items() if name in questions for item in items
    )


def net_promoter_score(answers: NDArray[np.floating]) -> float:
    """Return the share of promoters (9 and 10) less that of detractors (0 to 6), nan if nobody answered.

    >>> net_promoter_score(np.array([10.0, 9.0, 7.0, 3.0, np.nan]))
    0.25
    """
    known = answers[np.isfinite(answers)]
    if not known.size:
        return float("nan")
    return float((known >= PROMOTERS_FROM).mean() - (known <= DETRACTORS_TO).mean())
