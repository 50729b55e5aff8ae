"""The customers with whom a firm is in touch: not known to have left, and not silent for long."""

import numpy as np
from numpy.typing import NDArray

from hooper.segmentation.segments import days_since_last
from hooper.strategies.best_first import best_first, still_there
from hooper.strategies.draws import Draws
from hooper.strategies.observed_view import ObservedView


def biggest_spenders(view: ObservedView, draws: Draws, active_within_days: float) -> NDArray[np.int64]:
    """Return the rows of those who have bought in so many days, the biggest spenders first, ties by lot."""
    summary = view.summary
    active = still_there(view) & (days_since_last(summary) < active_within_days)
    lot = draws.uniforms(summary.customer_id)
    return best_first(np.flatnonzero(active), summary.total_spend, lot)
