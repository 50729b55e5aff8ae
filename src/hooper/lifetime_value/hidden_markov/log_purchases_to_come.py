"""Purchases to come of the customers of a log, up to a day that need not be the end of a period."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.hidden_markov.observed_panel import ObservedPanel
from hooper.lifetime_value.hidden_markov.purchases_to_come import expected_purchases
from hooper.lifetime_value.hidden_markov.standardised_panel import centre_and_spread

Floats = NDArray[np.float64]

_ROUNDING = 1e-9  # share of a period by which its end may seem to be in the next


def expected_purchases_until(parameters: Mapping[str, float], seen: ObservedPanel, end_days: float) -> Floats:
    """Return the mean purchases of each customer after the cut and before `end_days`, shape `(n_customers,)`.

    What moves the customers is what is known to have happened to them by then. The purchases of a period
    spread evenly over it, so that of one cut short its share counts.
    """
    days = seen.period_days
    n_periods = max(0, int(np.ceil(end_days / days - _ROUNDING)) - seen.end_period)
    begins = days * (seen.end_period + np.arange(n_periods))
    within = np.minimum(begins + days, end_days) - np.maximum(begins, seen.seen_until_days)
    expected = expected_purchases(parameters, seen.panel, seen.covariates_to_come(n_periods))
    return expected @ (np.maximum(within, 0.0) / days)


def expected_purchases_at_the_mean(
    parameters: Mapping[str, float], seen: ObservedPanel, n_periods: int
) -> Floats:
    """Return the mean purchases of each customer in each of the next periods, `(n_customers, n_periods)`.

    The covariates are what they were on average, for everybody.
    """
    mean, _ = centre_and_spread(seen.panel)
    shape = seen.panel.n_customers, n_periods, mean.size
    return expected_purchases(parameters, seen.panel, np.broadcast_to(mean, shape))
