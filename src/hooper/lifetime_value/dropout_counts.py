"""How many purchases somebody makes who may drop out after any of them: probabilities of 0, 1, 2, ...

Source: Fader, Hardie and Lee (2005), Marketing Science 24(2), equation 8. If k purchases would have come,
negative binomial with shape r, then with dropout probability p ~ Beta(a, b) after each of them

    P(n) = P(k = n) B(a, b + n) / B(a, b) + [n > 0] P(k >= n) B(a + 1, b + n - 1) / B(a, b).

The paper writes P(k >= n) as 1 less a sum, which leaves nothing of it for large n. Here it is a sum of
positive terms from the far end, which begins with an incomplete beta function.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincc

Floats = NDArray[np.float64]


def count_probabilities(r: Floats, a: Floats, b: Floats, elapsed: Floats, largest_count: int) -> Floats:
    """Return the probabilities of 0 to `largest_count` purchases, shape `(n, largest_count + 1)`.

    The arguments have shape `(n,)`; `elapsed` is the time over the scale of the purchase rates.

    >>> one = np.ones(1)
    >>> count_probabilities(one, one, one, one, 2).round(4).tolist()  # 1/2; 1/4 / 2 + 1/2 / 2; ...
    [[0.5, 0.375, 0.0833]]
    """
    come = _negative_binomial(r, elapsed, largest_count)
    beyond = _probability_of_at_least(largest_count + 1.0, r, elapsed)
    at_least = np.cumsum(np.column_stack((beyond, come[:, :0:-1])), axis=1)[:, :0:-1]
    made = np.arange(float(largest_count))
    stay = 1.0 / (1.0 + a[:, np.newaxis] / (b[:, np.newaxis] + made))
    stayed = np.cumprod(stay, axis=1)
    left = (
        np.column_stack((np.ones(a.size), stayed))[:, :-1]
        * a[:, np.newaxis]
        / ((a + b)[:, np.newaxis] + made)
    )
    come[:, 1:] *= stayed
    come[:, 1:] += left * at_least
    return come


def _negative_binomial(r: Floats, elapsed: Floats, largest_count: int) -> Floats:
    """Return the probabilities that 0 to `largest_count` purchases come, shape `(n, largest_count + 1)`."""
    count = np.arange(1.0, largest_count + 1.0)
    with np.errstate(divide="ignore"):  # where no time has elapsed nothing comes
        log_share = -np.log1p(1.0 / elapsed)
    logs = np.empty((r.size, count.size + 1))
    logs[:, 0] = -r * np.log1p(elapsed)
    logs[:, 1:] = log_share[:, np.newaxis] + np.log((r[:, np.newaxis] + (count - 1.0)) / count)
    return np.exp(np.cumsum(logs, axis=1, out=logs), out=logs)


def _probability_of_at_least(count: float, r: Floats, elapsed: Floats) -> Floats:
    """Return the probability that so many purchases come, shape `(n,)`: an incomplete beta function."""
    # Of z = e / (1 + e) and 1 - z the smaller one, since the other is rounded.
    few = betainc(count, r, elapsed / (1.0 + elapsed))
    return np.where(elapsed < 1.0, few, betaincc(r, count, 1.0 / (1.0 + elapsed)))
