"""What `hooper value` is asked for, checked once; apart, since `hooper --help` must not pay for pydantic."""

import math
from typing import Literal

from hooper.foundation.settings import NonNegative, PositiveCount, Probability, Settings


class ValueSettings(Settings):
    """What lifetime value depends on beside the log."""

    horizon: PositiveCount | Literal["endless"]
    discount_rate_per_year: NonNegative
    margin: Probability

    @property
    def horizon_weeks(self) -> float:
        """How many weeks to look ahead; infinite if there is no end."""
        return math.inf if self.horizon == "endless" else self.horizon


def weeks_or_word(text: str) -> int | str:
    """Return the whole number that the text writes, or the text itself if it writes none.

    >>> weeks_or_word("52"), weeks_or_word("endless")
    (52, 'endless')
    """
    try:
        return int(text)
    except ValueError:
        return text
