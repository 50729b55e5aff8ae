"""The functions that the lifetime-value models need, in forms that neither overflow nor cancel."""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.lifetime_value.dropout_time import times_until_dropout

_LOWEST_LOG = -700.0  # exp of less is zero in float64
_LEFT_OUT = 1e-16  # share of the sum that the terms left out may make
_MANY_TERMS = 2000.0  # more than an integral costs


def log_rising_factorial_sums(base: float, counts: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return `sum_k counts[k] * log(Gamma(base + k) / Gamma(base))` and its two derivatives in `base`.

    Written as sums over the factors base, base + 1, ...: exact for a base of any size, where the
    difference of two log-gammas cancels.

    >>> value, slope, bend = log_rising_factorial_sums(2.0, np.array([9.0, 0.0, 1.0]))  # log(2 * 3)
    >>> round(value, 6), round(slope, 6)
    (1.791759, 0.833333)
    """
    beyond = counts[:0:-1].cumsum()[::-1]  # beyond[j]: how many have the factor base + j
    factors = base + np.arange(beyond.size)
    value, slope = beyond @ np.log(factors), beyond @ (1.0 / factors)
    return float(value), float(slope), float(-(beyond @ factors**-2.0))


@compiled
def expected_survived_events(
    r: float, a: float, b: float, elapsed: NDArray[np.float64], out: NDArray[np.float64]
) -> None:
    """Fill `out` with the mean number of events of someone who may drop out after each of them.

    Events come at a rate lambda ~ Gamma(r, alpha) for `elapsed`, shape `(n,)`, times alpha; after each
    one, dropout comes with probability p ~ Beta(a, b). In closed form, with z = elapsed / (1 + elapsed),

        (a + b - 1) / (a - 1) * (1 - (1 - z)^r * 2F1(r, b; a + b - 1; z)),

    which overflows for large r and is 0/0 at a = 1. It is summed here as
    sum_k P(k events come) * sum_{j <= k} E[(1 - p)^(j - 1)]: every term is positive and no larger than
    the result, so that nothing overflows or cancels. It takes about r * elapsed + 40 * (1 + elapsed) terms;
    where these are too many it is r times an integral over p, the time of one with shape r + 1 until dropout.
    """
    if (r + 40.0) * np.max(elapsed) > _MANY_TERMS:
        times_until_dropout(r + 1.0, a, b, elapsed, out)
        out *= r
        return
    z = elapsed / (1.0 + elapsed)
    log_mass = -r * np.log1p(elapsed)  # of the negative binomial: P(k events come), from k = 0 on
    mass = np.exp(log_mass)
    asleep = np.sum(log_mass < _LOWEST_LOG)  # entries whose mass is still too small for a float64
    last = np.argmax(elapsed)  # the entry with most events needs most terms
    out[:] = 0.0
    made = 0.0  # events made if k come
    alive = 1.0  # probability of being there for the next
    k, ratio, growth = 0.0, r, 1.0  # k times the factor by which terms grow at most from the k-th on
    while growth >= k or mass[last] * made * growth > _LEFT_OUT * (k - growth) * out[last]:
        made += alive
        alive *= (b + k) / (a + b + k)
        k += 1.0
        if asleep > 0:
            asleep = _wake(z, ratio, log_mass, mass)
        for i in range(out.size):
            mass[i] *= z[i] * ratio
            out[i] += mass[i] * made
        ratio = (r + k) / (k + 1.0)
        growth = z[last] * max(1.0, ratio) * (k + 1.0)


@compiled
def _wake(
    z: NDArray[np.float64], ratio: float, log_mass: NDArray[np.float64], mass: NDArray[np.float64]
) -> int:
    """Step the masses that are too small for a float64 in logarithms; return how many there are.

    A mass that can be told by now is set to one step before its value: the caller steps it on.
    """
    asleep = 0
    for i in range(z.size):
        if log_mass[i] < _LOWEST_LOG:
            step = np.log(z[i] * ratio)
            log_mass[i] += step
            mass[i] = 0.0
            if log_mass[i] < _LOWEST_LOG:
                asleep += 1
            else:
                mass[i] = np.exp(log_mass[i] - step)
    return asleep
