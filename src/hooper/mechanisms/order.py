"""One order: when in its period it comes, and what it is worth.

Amounts are gamma with the customer's own rate, `z ~ gamma(p, nu)`, as in the Gamma-Gamma model of Fader,
Hardie and Lee (2005); times are uniform over the part of the period in which the customer was there.
"""

import numpy as np

from hooper.foundation.decisions import ORDER, TRIES_PER_ORDER
from hooper.foundation.jit import kernel
from hooper.foundation.kernel_numerics import ONE, exp32, log32
from hooper.foundation.random_words import normal_pair, philox, uniform
from hooper.mechanisms.gamma_variate import accepted, proposal

_ORDER = np.uint32(ORDER)
_TRIES = np.uint32(TRIES_PER_ORDER)
_NEXT = np.uint32(1)
_THIRD = np.float32(1.0 / 3.0)


@kernel
def first_try(id_low, id_high, period, ordinal, keys, spend_rate, spend_shape):
    """Return time and amount of an order as `order` does, and whether its first proposal was accepted.

    Without a branch, so that a loop over orders vectorises; few amounts have to be drawn again.
    """
    decision = np.uint32(_ORDER + _TRIES * np.uint32(ordinal))
    w0, w1, w2, w3 = philox(id_low, id_high, period, decision, keys)
    _, _, _, boost = philox(id_low, id_high, period, np.uint32(decision + _NEXT), keys)
    amount, stands = _tried(w0, w1, w2, boost, spend_rate, spend_shape)
    return uniform(w3), amount, stands


@kernel
def order(id_low, id_high, period, ordinal, keys, spend_rate, spend_shape):
    """Return the time in (0, 1) at which order `ordinal` of a period comes, and its list-price amount.

    The amount is `gamma(p + 1) * u^(1/p) / nu`, exact for every shape p > 0; after `TRIES_PER_ORDER`
    rejected proposals (probability below 1e-12) the last one stands.
    """
    time, amount, stands = first_try(id_low, id_high, period, ordinal, keys, spend_rate, spend_shape)
    decision = np.uint32(_ORDER + _TRIES * np.uint32(ordinal))
    _, _, _, boost = philox(id_low, id_high, period, np.uint32(decision + _NEXT), keys)
    tries = 1
    while not stands and tries < TRIES_PER_ORDER:
        w0, w1, w2, _ = philox(id_low, id_high, period, np.uint32(decision + np.uint32(tries)), keys)
        amount, stands = _tried(w0, w1, w2, boost, spend_rate, spend_shape)
        tries += 1
    return time, amount


@kernel
def _tried(w0, w1, w2, boost, spend_rate, spend_shape):
    """Return the amount that a proposal makes, and whether it is accepted."""
    shape = spend_shape + ONE
    normal, _ = normal_pair(w0, w1)
    v = proposal(shape, normal)
    amount = (shape - _THIRD) * v * exp32(log32(uniform(boost)) / spend_shape) / spend_rate
    return amount, accepted(shape, normal, v, uniform(w2))
