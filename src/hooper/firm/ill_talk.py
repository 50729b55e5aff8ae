"""Ill talk: what is said against the firm, by customers and by those whom it has lost in anger.

The lost go on talking after they have left. What they have to say is a stock that they say a share of in
every period, so that on average they talk as long as their scenario says.
"""

import math
from dataclasses import dataclass

from hooper.foundation.units import DAYS_PER_MONTH


@dataclass
class IllTalk:
    """How often the firm is spoken of ill: `heard` in the last period, `to_come` from the lost.

    >>> talk = IllTalk(months_after_leaving=0.0, period_days=7.0)
    >>> talk.hear(of_customers=3.0, of_leaving=0.0), talk.heard
    (0.0, 3.0)
    """

    months_after_leaving: float
    period_days: float
    heard: float = 0.0
    to_come: float = 0.0

    def hear(self, of_customers: float, of_leaving: float) -> float:
        """Hear what is said in a period, and return how much of it the lost say.

        `of_leaving` is what those who leave in this period will say in all the time after.
        """
        said = share_said(self.months_after_leaving, self.period_days) * self.to_come
        self.to_come += of_leaving - said
        self.heard = of_customers + said
        return said


def share_said(months_after_leaving: float, period_days: float) -> float:
    """Return how much of what they have to say the lost say in a period.

    >>> share_said(months_after_leaving=0.0, period_days=7.0)
    1.0
    """
    periods = months_after_leaving * DAYS_PER_MONTH / period_days
    return -math.expm1(-1.0 / periods) if periods else 1.0
