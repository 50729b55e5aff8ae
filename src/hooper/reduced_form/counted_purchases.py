"""How often customers came back, and when last, drawn without a log: fast enough for a thousand bootstraps.

The laws are those of the generators of BG/NBD, MBG/NBD and Pareto/NBD with the customers' traits integrated
out, which leaves the joint law of frequency and recency as it is. With rates ~ Gamma(r, alpha), who has
bought x times in a time t waits longer than w for the next purchase with probability

    ((alpha + t) / (alpha + t + w))^(r + x)

and with dropout ~ Beta(a, b), who has stayed j times leaves at the next chance with a / (a + b + j); with
death rates ~ Gamma(s, beta), somebody lives longer than t with (beta / (beta + t))^s. So every draw follows
from what happened to the customer so far: no trait, no special function. Times are in the unit of the scales.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.decisions import REDUCED_FORM_PURCHASE, REDUCED_FORM_TRAITS
from hooper.foundation.jit import compiled, kernel
from hooper.foundation.random_words import philox, round_keys

Floats = NDArray[np.float64]
Counted = tuple[NDArray[np.int64], Floats]
"""Frequency and recency, both of shape `(n,)`."""

_UNIT_32 = 2.0**-32


def beta_geometric_counts(
    r: float, alpha: float, a: float, b: float, first_exit: int, ages: Floats, key: tuple[int, int]
) -> Counted:
    """Draw frequency and recency of customers seen for `ages`, shape `(n,)`, since their first purchase.

    They may leave from repeat purchase number `first_exit` on: 1 in the BG/NBD; 0, the entry, in the
    MBG/NBD. `key` is (seed, replication); a larger population begins with the smaller one.

    >>> frequency, recency = beta_geometric_counts(0.243, 4.414, 0.793, 2.426, 1, np.full(1000, 39.0), (1, 0))
    >>> int(frequency.sum()), bool((recency <= 39.0).all())
    (1233, True)
    """
    counted = np.empty(ages.size, np.int64), np.empty(ages.size)
    _fill_beta_geometric(r, alpha, a, b, first_exit, ages.copy(), round_keys(*key), *counted)
    return counted


def pareto_counts(
    r: float, alpha: float, s: float, beta: float, ages: Floats, key: tuple[int, int]
) -> Counted:
    """Draw frequency and recency of customers seen for `ages`, shape `(n,)`, as `beta_geometric_counts`."""
    counted = np.empty(ages.size, np.int64), np.empty(ages.size)
    _fill_pareto(r, alpha, s, beta, ages.copy(), round_keys(*key), *counted)
    return counted


@kernel
def _uniform(word: np.uint32) -> float:
    return (np.float64(word) + 0.5) * _UNIT_32


@kernel
def _wait(word: np.uint32, shape: float, scale: float) -> float:
    """Return a draw from the Lomax distribution: longer than w with (scale / (scale + w))^shape."""
    return scale * np.expm1(-np.log(_uniform(word)) / shape)


@compiled
def _fill_beta_geometric(
    r: float,
    alpha: float,
    a: float,
    b: float,
    first_exit: int,
    ages: Floats,
    keys: NDArray[np.uint32],
    frequency: NDArray[np.int64],
    recency: Floats,
) -> None:
    for i in range(ages.size):
        x, elapsed, chances = 0, 0.0, 0
        while True:
            wait, leave, _, _ = philox(
                np.uint32(i), np.uint32(0), np.uint32(x), np.uint32(REDUCED_FORM_PURCHASE), keys
            )
            if x >= first_exit:
                if _uniform(leave) < a / (a + b + chances):
                    break
                chances += 1
            then = elapsed + _wait(wait, r + x, alpha + elapsed)
            if not then <= ages[i]:
                break
            x, elapsed = x + 1, then
        frequency[i], recency[i] = x, elapsed


@compiled
def _fill_pareto(
    r: float,
    alpha: float,
    s: float,
    beta: float,
    ages: Floats,
    keys: NDArray[np.uint32],
    frequency: NDArray[np.int64],
    recency: Floats,
) -> None:
    for i in range(ages.size):
        life, _, _, _ = philox(np.uint32(i), np.uint32(0), np.uint32(0), np.uint32(REDUCED_FORM_TRAITS), keys)
        last = min(ages[i], _wait(life, s, beta))
        x, elapsed = 0, 0.0
        while True:
            wait, _, _, _ = philox(
                np.uint32(i), np.uint32(0), np.uint32(x), np.uint32(REDUCED_FORM_PURCHASE), keys
            )
            then = elapsed + _wait(wait, r + x, alpha + elapsed)
            if not then <= last:
                break
            x, elapsed = x + 1, then
        frequency[i], recency[i] = x, elapsed
