"""How many purchases somebody makes who buys at random and dies at random: probabilities of 0, 1, 2, ...

Source: Fader and Hardie (2006), Deriving an expression for P(X(t) = x) under the Pareto/NBD model,
brucehardie.com/notes/012. Of somebody alive, with purchase rate ~ Gamma(r, alpha) and death rate ~
Gamma(s, beta), within a time t, where f(n; t) is the negative binomial probability of n purchases,

    P(n) = f(n; t) (beta / (beta + t))^s + integral over u from 0 to t of
           f(n; u) s / beta (beta / (beta + u))^(s + 1) du.

The note writes the integral, over the time of death u, as a difference of hypergeometric functions. Over
log u the logarithm of the integrand is concave and has no singularity nearer to the path than i pi: from
the top, which a quadratic equation gives, pieces of bounded fall with ten Gauss-Legendre nodes each go
either way. Nothing overflows or cancels.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled, kernel

Floats = NDArray[np.float64]

_NODES, _WEIGHTS = (tuple(each.tolist()) for each in np.polynomial.legendre.leggauss(10))
_LONGEST_PIECE = 2.0  # in log u
_LARGEST_FALL = 4.5  # of the logarithm in a piece
_NOTHING_LEFT = 40.0  # how far it has fallen where it ends


@compiled
def fill_count_probabilities(
    r: Floats, alpha: Floats, s: Floats, beta: Floats, horizon: float, out: Floats
) -> None:
    """Fill `out`, shape `(n, n_counts)`, with the probabilities of 0, 1, ... purchases within `horizon`.

    The parameters have shape `(n,)`. Neighbours that agree in all four are computed once.
    """
    for i in range(r.size):
        same_rate = i > 0 and r[i] == r[i - 1] and alpha[i] == alpha[i - 1]
        if same_rate and s[i] == s[i - 1] and beta[i] == beta[i - 1]:
            out[i] = out[i - 1]
            continue
        log_ways = 0.0  # log of Gamma(r + n) / (Gamma(r) n!)
        for n in range(out.shape[1]):
            if n > 0:
                log_ways += np.log((r[i] + n - 1.0) / n)
            out[i, n] = _probability(n, log_ways, r[i], alpha[i], s[i], beta[i], horizon)


@kernel
def _probability(
    n: int, log_ways: float, r: float, alpha: float, s: float, beta: float, horizon: float
) -> float:
    if horizon <= 0.0:
        return 1.0 if n == 0 else 0.0
    top = min(_top(n, r, alpha, s, beta), horizon)
    near, far = top / (alpha + top), top / (beta + top)
    mass = _side(-1.0, np.inf, n, r, s, near, far)
    mass += _side(1.0, np.log(horizon / top), n, r, s, near, far)
    dies = log_ways + n * np.log(near) - r * np.log1p(top / alpha)
    dies += np.log(s * far * mass) - s * np.log1p(top / beta)
    lives = log_ways + n * np.log(horizon / (alpha + horizon)) - r * np.log1p(horizon / alpha)
    lives -= s * np.log1p(horizon / beta)
    return np.exp(dies) + np.exp(lives)


@kernel
def _top(n: int, r: float, alpha: float, s: float, beta: float) -> float:
    """Return the positive root of (r + s) u^2 + ((r - 1) beta + (s - n) alpha) u - (n + 1) alpha beta."""
    slope = (r - 1.0) * beta + (s - n) * alpha
    product = (n + 1.0) * alpha * beta
    root = np.sqrt(slope**2 + 4.0 * (r + s) * product)
    return 2.0 * product / (slope + root) if slope > 0.0 else (root - slope) / (2.0 * (r + s))


@kernel
def _side(direction: float, reach: float, n: int, r: float, s: float, near: float, far: float) -> float:
    """Return the integral over v, the way from the top in log u, up to `reach`; the top has height 1."""
    total, gone, fallen, length = 0.0, 0.0, 0.0, _LONGEST_PIECE
    while reach > 0.0 and fallen < _NOTHING_LEFT:
        length = min(2.0 * length, _LONGEST_PIECE, reach)
        low = _fall(direction * (gone + length), n, r, s, near, far)
        while low - fallen > _LARGEST_FALL:
            length *= 0.5
            low = _fall(direction * (gone + length), n, r, s, near, far)
        half = 0.5 * length
        for k in range(10):
            v = direction * (gone + half * (1.0 + _NODES[k]))
            total += half * _WEIGHTS[k] * np.exp(-_fall(v, n, r, s, near, far))
        gone += length
        reach -= length
        fallen = low
    return total


@kernel
def _fall(v: float, n: int, r: float, s: float, near: float, far: float) -> float:
    """Return how far the logarithm lies below its height at the top."""
    rise = np.expm1(v)
    return (r + n) * np.log1p(near * rise) + (s + 1.0) * np.log1p(far * rise) - (n + 1.0) * v
