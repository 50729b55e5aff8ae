"""The founding customers of a world, counted as the customers of a log are."""

import numpy as np
from numpy.typing import NDArray

from hooper.history.customer_summary import summarise
from hooper.history.observed import Observed
from hooper.history.repeat_purchases import cumulative_repeat_purchases, repeat_distribution
from hooper.study.outcome import Outcome

HIGHEST_COUNT = 7


def founders_only(observed: Observed, founders: int) -> Observed:
    """Return the purchases of the founding customers alone: their ids are the lowest."""
    ids = observed.column("customer_id")
    return Observed(observed.transactions.slice(0, int(np.searchsorted(ids, founders))), observed.end_days)


def founder_curve(observed: Observed, founders: int, weeks: int) -> NDArray[np.float64]:
    """Return the cumulative repeat purchases a founder after each week, shape `(weeks + 1,)`."""
    return cumulative_repeat_purchases(founders_only(observed, founders), weeks * 7.0) / founders


def founder_outcome(observed: Observed, founders: int, counted_at_days: float) -> Outcome:
    """Return the weekly curve of the founders over the whole run, and their shares by repeats at a day."""
    own = founders_only(observed, founders)
    weeks = int(observed.end_days // 7.0)
    return {
        "founder_curve": founder_curve(own, founders, weeks),
        "founder_shares": repeat_distribution(summarise(own, counted_at_days), HIGHEST_COUNT),
    }
