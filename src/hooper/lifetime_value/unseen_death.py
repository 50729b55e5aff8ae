"""The odds that a customer of the Pareto/NBD has died unseen since the last purchase, by one integral.

A customer who made x repeat purchases, the last at t_x, is seen until T. With purchase rate ~ Gamma(r,
alpha) and death rate ~ Gamma(s, beta), the odds of having died at some t between t_x and T are

    D = integral from t_x to T of  s / (beta + t) * ((alpha + T) / (alpha + t))^(r + x)
                                                  * ((beta + T) / (beta + t))^s  dt

(Schmittlein, Morrison and Colombo 1987, Management Science 33(1), where it is written with two
hypergeometric functions that overflow and cancel.) The integrand is positive and smooth, and its
logarithm is simple in all four parameters: the slopes and curvatures of log D are means and covariances
under it, so that one pass over the nodes gives all of them.

With u = log((alpha + t) / (alpha + t_x)) and w = log((beta + t) / (beta + t_x)) all is counted from t_x,
where the integrand has its top. The smaller of alpha and beta makes its logarithm the variable, in which
the integrand has no singularity near the path: ten nodes a piece are enough for 12 digits.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled, kernel

Floats = NDArray[np.float64]

_NODES, _WEIGHTS = (tuple(each.tolist()) for each in np.polynomial.legendre.leggauss(10))
_LONGEST_PIECE = 2.5  # in the logarithm: further, its singularities at +- i pi would be felt
_STEEPEST_PIECE = 6.0  # logarithm of how much the integrand may fall in a piece
_NOTHING_LEFT = 50.0  # logarithm of how far it has fallen where it ends

N_MOMENTS = 15


@kernel
def _piece(y: float, end: float, near: float, far: float, ratio: float) -> float:
    """Return how long a piece from y on may be: the integrand falls fastest at its end."""
    length = min(end - y, _LONGEST_PIECE)
    growth = np.exp(y + length)
    steepness = abs(near - 1.0) + far * ratio * growth / (1.0 + ratio * (growth - 1.0))
    return min(length, _STEEPEST_PIECE / steepness) if steepness > 0.0 else length


@kernel
def moments_of_death(
    purchases: float, s: float, alpha: float, beta: float, recency: float, age: float, moments: Floats
) -> float:
    """Fill `moments`, shape (15,), and return log of the integral over t of exp(-purchases u - (s + 1) w).

    `purchases` is r + x. The moments are those under the integrand of (u, w, A, B), with A = 1 / (alpha +
    t) and B = 1 / (beta + t) counted from their values at t_x: 1, the four means, and the ten mean
    products in the order of the upper triangle.
    """
    moments[:] = 0.0
    first_a, first_b = 1.0 / (alpha + recency), 1.0 / (beta + recency)
    alpha_is_near = alpha <= beta
    scale = min(alpha, beta) + recency
    ratio = scale * (first_b if alpha_is_near else first_a)
    near, far = (purchases, s + 1.0) if alpha_is_near else (s + 1.0, purchases)
    end = np.log1p((age - recency) / scale)
    y, fallen = 0.0, 0.0
    while y < end and fallen < _NOTHING_LEFT:
        half = 0.5 * _piece(y, end, near, far, ratio)
        for k in range(10):
            u = y + half * (1.0 + _NODES[k])
            growth = np.exp(u)
            stretch = 1.0 + ratio * (growth - 1.0)
            w = np.log(stretch)
            mass = half * _WEIGHTS[k] * np.exp((1.0 - near) * u - far * w)
            near_inverse, far_inverse = 1.0 / growth - 1.0, 1.0 / stretch - 1.0
            if alpha_is_near:
                _add(moments, mass, u, w, first_a * near_inverse, first_b * far_inverse)
            else:
                _add(moments, mass, w, u, first_a * far_inverse, first_b * near_inverse)
        y += 2.0 * half
        fallen = near * y + far * np.log1p(ratio * np.expm1(y))
    total = moments[0]
    moments /= total
    return np.log(scale) + np.log(total)


@kernel
def _add(moments: Floats, mass: float, u: float, w: float, a: float, b: float) -> None:
    features = (u, w, a, b)
    moments[0] += mass
    place = 5
    for j in range(4):
        moments[1 + j] += mass * features[j]
        for k in range(j, 4):
            moments[place] += mass * features[j] * features[k]
            place += 1


def log_odds_of_death(
    r: float | Floats,
    alpha: float | Floats,
    s: float | Floats,
    beta: float | Floats,
    frequency: NDArray[np.int64],
    recency: Floats,
    age: Floats,
) -> Floats:
    """Return log D of each customer, shape `(n,)`; minus infinity for who is seen up to the last purchase.

    Parameters are numbers for all or, of shape `(n,)`, one for each.
    """
    # Copies, since the kernel would be compiled once more for read-only arrays.
    own = [np.full(frequency.size, parameter, dtype=np.float64) for parameter in (r, alpha, s, beta)]
    return _log_odds_of_death(*own, frequency.copy(), recency.copy(), age.copy())


@compiled
def _log_odds_of_death(
    r: Floats,
    alpha: Floats,
    s: Floats,
    beta: Floats,
    frequency: NDArray[np.int64],
    recency: Floats,
    age: Floats,
) -> Floats:
    out = np.empty(frequency.size)
    moments = np.empty(N_MOMENTS)
    for i in range(frequency.size):
        if age[i] <= recency[i]:
            out[i] = -np.inf
            continue
        purchases, silence = r[i] + frequency[i], age[i] - recency[i]
        first_a, first_b = alpha[i] + recency[i], beta[i] + recency[i]
        log_integral = moments_of_death(purchases, s[i], alpha[i], beta[i], recency[i], age[i], moments)
        u, w = np.log1p(silence / first_a), np.log1p(silence / first_b)
        out[i] = np.log(s[i] / first_b) + purchases * u + s[i] * w + log_integral
    return out
