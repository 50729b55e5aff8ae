"""The stage of each customer by two figures of a summary: how many purchases, and how long a silence.

A silence is measured in the customer's own gaps: days since the last purchase by the mean days between
purchases, that of all customers who came back for whoever has come once.

    silence > lost gaps        gone
    silence > fading gaps      decline
    purchases <= trial         exploration
    purchases <= growing       formation
    else                       stability

Where purchases come at random (Ehrenberg 1959), a silence of k gaps happens by itself with chance e^-k.
Source: Ehrenberg (1959), The pattern of consumer purchases, Applied Statistics 8(1): 26-41; the cuts are
assumed.
"""

from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from hooper.foundation.settings import Positive, PositiveCount, Settings, assumed
from hooper.history.customer_summary import CustomerSummary
from hooper.segmentation.segments import days_since_last, purchases
from hooper.segmentation.stage_vocabularies import DECLINE, EXPLORATION, FORMATION, GONE, STABILITY


class StageSettings(Settings):
    """Where silence and purchases are cut; a value at a cut belongs to the side below it."""

    fading_gaps: Positive = assumed(3.0, low=2.0, high=5.0, source="assumed: one silence in twenty by chance")
    lost_gaps: Positive = assumed(6.0, low=4.0, high=10.0, source="assumed: one silence in 400 by chance")
    trial_purchases: PositiveCount = 2
    growing_purchases: PositiveCount = 5

    @model_validator(mode="after")
    def _rise(self) -> Self:
        if not self.fading_gaps < self.lost_gaps:
            problem = f"lost_gaps is {self.lost_gaps:g} and fading_gaps {self.fading_gaps:g}"
            raise ValueError(f"{problem}; give a longer silence for the lost")
        if not self.trial_purchases < self.growing_purchases:
            problem = (
                f"growing_purchases is {self.growing_purchases} and trial_purchases {self.trial_purchases}"
            )
            raise ValueError(f"{problem}; give more purchases for those who grow")
        return self


def stage_of(summary: CustomerSummary, settings: StageSettings) -> NDArray[np.int64]:
    """Return the place in `stage_vocabularies.STAGES` of each customer's stage, shape `(n,)`.

    Where nobody has come back, the gap of all is the longest time that anybody is known.
    """
    silent_gaps = days_since_last(summary) / _own_gap_days(summary)
    bought = purchases(summary)
    conditions = [
        silent_gaps > settings.lost_gaps,
        silent_gaps > settings.fading_gaps,
        bought <= settings.trial_purchases,
        bought <= settings.growing_purchases,
    ]
    return np.select(conditions, [GONE, DECLINE, EXPLORATION, FORMATION], STABILITY)


def _own_gap_days(summary: CustomerSummary) -> NDArray[np.float64]:
    came_back = summary.frequency > 0
    gaps = np.round(summary.recency * summary.unit_days, 6) / np.maximum(summary.frequency, 1)
    longest = float((summary.age * summary.unit_days).max(initial=0.0))
    of_all = float(np.median(gaps[came_back])) if came_back.any() else max(longest, 1.0)
    return np.where(came_back, gaps, of_all)
