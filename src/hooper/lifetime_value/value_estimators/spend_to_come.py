"""Where the spend of one customer will lie: purchases of a count model, amounts of the Gamma-Gamma.

Given x amounts of mean m the next n amounts of the same customer sum to S with

    S / (v + x m) = G / H,   G ~ Gamma(p n),   H ~ Gamma(q + p x),

so that S / (S + v + x m) ~ Beta(p n, q + p x): the ratio of two gamma variates (Fader and Hardie 2013,
brucehardie.com/notes/025, whose predictive density this is). The mixture over n is looked up at points that
fill the square of luck in n and in S evenly (Hammersley), so that nothing is left to chance.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from hooper.history.customer_summary import CustomerSummary

Floats = NDArray[np.float64]

LOW, HIGH = 0.05, 0.95
_POINTS = 64  # a power of two, so that each 64th of the luck in the amounts has one


def interval_of_spend(
    count_probabilities: Floats, of_spend: Mapping[str, float], summary: CustomerSummary
) -> tuple[Floats, Floats]:
    """Return the 5 % and 95 % points of each customer's spend to come, each of shape `(n,)`.

    `count_probabilities`, shape `(n, most + 1)`, are those of 0, 1, ... purchases to come, and `of_spend`
    the parameters of the Gamma-Gamma. They are of one life, not of its expected value.
    """
    steps = np.arange(_POINTS)
    luck_in_count, luck_in_amount = (steps + 0.5) / _POINTS, _radical_inverse(steps)
    cumulated = np.cumsum(count_probabilities, axis=1)
    counts = np.stack([(cumulated[:, :-1] < luck).sum(axis=1) for luck in luck_in_count], axis=1)
    known = np.where(summary.spend_count > 0, summary.spend_count * np.nan_to_num(summary.mean_spend), 0.0)
    rate = of_spend["v"] + known
    shape = of_spend["q"] + of_spend["p"] * summary.spend_count
    customer, point = np.nonzero(counts)
    share = betaincinv(of_spend["p"] * counts[customer, point], shape[customer], luck_in_amount[point])
    spend = np.zeros(counts.shape)
    spend[customer, point] = rate[customer] * share / (1.0 - share)
    low, high = np.quantile(spend, (LOW, HIGH), axis=1, method="inverted_cdf")
    return low, high


def _radical_inverse(steps: NDArray[np.int64]) -> Floats:
    """Return the van der Corput points in base 2, moved to the middle of their cells: mirrored digits."""
    out, rest, weight = np.zeros(steps.size), steps.copy(), 0.5
    while rest.any():
        out += weight * (rest % 2)
        rest, weight = rest // 2, weight / 2.0
    return out + weight
