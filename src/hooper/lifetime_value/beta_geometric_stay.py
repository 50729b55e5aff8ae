"""How long customers stay who leave before each opportunity with a probability of their own.

theta ~ Beta(gamma, delta) is that probability, so that a customer is there at the next k opportunities
with probability E[(1 - theta)^k]. A customer known to have stayed for n has Beta(gamma, delta + n).
"""

import math

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.jit import compiled

Floats = NDArray[np.float64]

LOWEST_RATE = 1e-6  # the terms needed go as one over its root: 14,000 here


def expected_opportunities(gamma: float, delta: Floats, horizon: int) -> Floats:
    """Return the mean number of the next `horizon` opportunities a customer is there for.

    `delta` and the result have shape `(n,)`. This is sum_k E[(1 - theta)^k] for k = 1 to `horizon`: every
    term is positive, where the closed form with gamma - 1 is 0/0 at gamma = 1.

    >>> expected_opportunities(1.0, np.array([1.0]), 2).round(6).tolist()  # 1/2 + 1/3
    [0.833333]
    """
    there, total = np.ones_like(delta), np.zeros_like(delta)
    for step in range(horizon):
        there *= (delta + step) / (gamma + delta + step)
        total += there
    return total


def discounted_opportunities(gamma: float, delta: Floats, discount_rate: float) -> Floats:
    """Return what the opportunities still to come are worth at `discount_rate` per opportunity.

    `delta` and the result have shape `(n,)`. This is sum_k E[(1 - theta)^k] / (1 + d)^k for k from 1 on,
    in closed form 2F1(1, delta + 1; gamma + delta + 1; 1 / (1 + d)) * E[1 - theta] / (1 + d). Raises
    InputError if the rate is not at least 1e-6, below which the sum may not end.

    >>> discounted_opportunities(0.6567, np.array([2.7838]), 0.1).round(4).tolist()
    [4.3853]
    """
    if not LOWEST_RATE <= discount_rate < math.inf:
        remedy = f"give a rate per opportunity of {LOWEST_RATE:g} at least"
        raise InputError([Fault("discount_rate", f"is {discount_rate}", remedy)])
    # Theta weighed by the chance of staying once is Beta(gamma, delta + 1).
    out = np.empty_like(delta)
    _mean_inverse(gamma, delta + 1.0, discount_rate, out)
    return delta / (gamma + delta) * out


@compiled
def _mean_inverse(gamma: float, delta: Floats, shift: float, out: Floats) -> None:
    """Fill `out` with E[1 / (shift + theta)] for theta ~ Beta(gamma, delta), delta > 1.

    Gauss's continued fraction of 2F1(1, gamma; gamma + delta; -1 / shift): all of it is positive, so that
    nothing cancels. The first 2 n terms are Gauss's quadrature with n nodes, which for any weight on
    [0, 1] is right up to exp(-4 n asinh(sqrt(shift))) times a bound of the function beyond it.
    """
    last = int((10.0 + np.log1p(1.0 / shift) / 4.0) / np.arcsinh(np.sqrt(shift))) + 2
    for i in range(delta.size):
        whole = gamma + delta[i]
        rest = shift
        for k in range(last, 0, -1):
            odd = (gamma + k - 1.0) / (whole + 2.0 * k - 2.0) * ((whole + k - 2.0) / (whole + 2.0 * k - 3.0))
            even = k / (whole + 2.0 * k - 2.0) * ((delta[i] + k - 1.0) / (whole + 2.0 * k - 1.0))
            rest = shift + odd / (1.0 + even / rest)
        out[i] = 1.0 / rest
