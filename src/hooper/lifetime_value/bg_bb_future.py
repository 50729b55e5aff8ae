"""What customers of the BG/BB will do after the cut: purchases counted, and how long they stay.

Source: Fader, Hardie and Shang (2010), Marketing Science 29(6). Who was there at the last of n
opportunities, x of them taken, is a new customer with the shapes alpha + x, beta + n - x, gamma, delta + n.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.opportunity_summary import OpportunitySummary
from hooper.lifetime_value.beta_geometric_stay import expected_opportunities
from hooper.lifetime_value.beta_ratio import log_beta_fall
from hooper.lifetime_value.bg_bb import PARAMETERS, probability_alive
from hooper.lifetime_value.bg_bb_counts import count_probabilities
from hooper.lifetime_value.whole_numbers import whole_numbers

Floats = NDArray[np.float64]

_FARTHEST = 2.0**53  # opportunities; beyond it whole numbers are no longer told apart


def purchase_count_probabilities(
    parameters: Mapping[str, float], summary: OpportunitySummary, horizon: float
) -> Floats:
    """Return the probabilities of 0, 1, ... purchases at the next `horizon` opportunities.

    Shape `(n, horizon + 1)`; each row sums to 1. Raises InputError if the horizon is not whole or below
    zero, as all functions here do.
    """
    (steps,) = whole_numbers("horizon", horizon).tolist()
    alpha, beta, gamma, delta = (parameters[name] for name in PARAMETERS)
    pairs, which = np.unique(
        np.column_stack((summary.frequency, summary.opportunities)), axis=0, return_inverse=True
    )
    x, n = pairs.T
    shapes = alpha + x, beta + n - x, np.full(x.size, gamma), delta + n
    out = count_probabilities(*shapes, steps)[which.ravel()]
    alive = probability_alive(parameters, summary)
    out *= alive[:, np.newaxis]
    out[:, 0] += 1.0 - alive
    return out


def probability_there(
    parameters: Mapping[str, float], summary: OpportunitySummary, opportunities: float
) -> Floats:
    """Return each customer's probability of being there at so many opportunities after the cut, `(n,)`."""
    (steps,) = whole_numbers("opportunities", opportunities).tolist()
    return probability_alive(parameters, summary) * _survival(parameters, summary, float(steps))


def expected_opportunities_there(
    parameters: Mapping[str, float], summary: OpportunitySummary, horizon: float
) -> Floats:
    """Return the mean number of the next `horizon` opportunities each customer is there for, shape `(n,)`.

    Without horizon it is infinite for gamma of 1 or less.
    """
    (steps,) = whole_numbers("horizon", horizon).tolist()
    seen, which = np.unique(summary.opportunities, return_inverse=True)
    stays = expected_opportunities(parameters["gamma"], parameters["delta"] + seen.astype(np.float64), steps)
    return probability_alive(parameters, summary) * stays[which]


def residual_lifetime_quantile(
    parameters: Mapping[str, float], summary: OpportunitySummary, share: float
) -> Floats:
    """Return at which opportunity a `share` of those alive and like each customer has left, shape `(n,)`.

    It is the first one at which no more than 1 - share are there; a share of 0.5 gives the median. It is
    infinite beyond 9e15. Raises InputError if the share is not between 0 and 1.
    """
    if not 0.0 < share < 1.0:
        raise InputError([Fault("share", f"is {share}", "give a share above 0 and below 1")])
    low, high = np.zeros(summary.n_customers), np.full(summary.n_customers, _FARTHEST)
    while (high - low > 1.0).any():
        middle = np.floor(0.5 * (low + high))
        stays = _survival(parameters, summary, middle) > 1.0 - share
        low, high = np.where(stays, middle, low), np.where(stays, high, middle)
    untold = np.isnan(_survival(parameters, summary, high))
    return np.where(untold, np.nan, np.where(high < _FARTHEST, high, np.inf))


def _survival(
    parameters: Mapping[str, float], summary: OpportunitySummary, opportunities: Floats | float
) -> Floats:
    stayed = parameters["delta"] + summary.opportunities.astype(np.float64)
    steps = np.broadcast_to(opportunities, stayed.shape)
    return np.exp(-log_beta_fall(parameters["gamma"], stayed, steps))
