"""An index of transactional loyalty, from records of purchases: how recent, how often, how long, what share.

It is the weighted mean of percentile ranks of up to four signs: recency (the days since the last purchase,
fewer are better), frequency (the number of purchases), lifetime (the days from the first to the last
purchase), and the customer's share (what part of her spend in the trade is with the firm). The first three
are in every log; a share is only where a column of the profiles tells it, and of whom it is unknown the
other signs speak. Days are whole ones, and equals have equal ranks. The index lies between 0 and 1 and
compares customers of one log with each other: without shares its mean is 0.5 in every log. Whoever moves
house stops buying and loses it, however attached she is.
Source: GreaterChinaCRM (2004), the LV quadrant, for the four signs; their ranks and weights are assumed.
"""

from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from hooper.foundation.mean_ranks import percentile_ranks
from hooper.foundation.settings import NonNegative, Settings
from hooper.foundation.whole_number_ranks import whole_number_ranks
from hooper.history.customer_summary import CustomerSummary
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.profile_numbers import profile_numbers
from hooper.segmentation.segments import days_since_last, purchases

Floats = NDArray[np.float64]


class LoyaltyWeights(Settings):
    """What each sign weighs in the index; `customer_share_column` names the column of the profiles."""

    recency: NonNegative = 1.0
    frequency: NonNegative = 1.0
    lifetime: NonNegative = 1.0
    customer_share: NonNegative = 1.0
    customer_share_column: str | None = None

    @model_validator(mode="after")
    def _everybody_has_an_index(self) -> Self:
        if not self.recency + self.frequency + self.lifetime:
            raise ValueError(
                "recency, frequency and lifetime all weigh nothing; give one of them a weight, as a share is "
                "not known of everybody"
            )
        return self


def loyalty_index(records: CustomerRecords, weights: LoyaltyWeights) -> Floats:
    """Return the index of each customer, in (0, 1), shape `(n,)`.

    Raises InputError if a column of shares is named and the profiles have none.
    """
    summary = records.summary
    total = weights.recency * (1.0 - whole_number_ranks(_whole_days(days_since_last(summary))))
    total += weights.frequency * whole_number_ranks(purchases(summary))
    total += weights.lifetime * whole_number_ranks(_whole_days(lifetime_days(summary)))
    weight = weights.recency + weights.frequency + weights.lifetime
    if weights.customer_share_column is None:
        return total / weight
    rank = percentile_ranks(profile_numbers(records, weights.customer_share_column))
    is_known = np.isfinite(rank)
    total += weights.customer_share * np.where(is_known, rank, 0.0)
    return total / (weight + weights.customer_share * is_known)


def lifetime_days(summary: CustomerSummary) -> Floats:
    """Return the days from each customer's first to the last purchase, shape `(n,)`."""
    return np.round(summary.recency * summary.unit_days, 6)  # as `days_since_last`


def _whole_days(days: Floats) -> NDArray[np.int64]:
    """Return how many whole days have gone by, of the same shape."""
    return np.floor(days).astype(np.int64)
