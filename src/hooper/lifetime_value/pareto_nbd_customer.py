"""What customers of the Pareto/NBD add to the log-likelihood, one by one, with slopes and curvatures.

The model is that of `pareto_nbd`. What hangs on the number of purchases alone need not be added here by
customers who share all parameters: it is the same for all with that number.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled, kernel
from hooper.lifetime_value.unseen_death import N_MOMENTS, moments_of_death

Floats = NDArray[np.float64]
Scratch = tuple[Floats, Floats, Floats]


@kernel
def scratch_of_one_customer() -> Scratch:
    """Return room for what is computed of one customer, to be used for one after the other."""
    return np.empty(N_MOMENTS), np.empty(4), np.empty((4, 4))


@kernel
def add_terms_in_time(
    value: float,
    n: int,
    r: float,
    alpha: float,
    s: float,
    beta: float,
    x: int,
    recency: float,
    age: float,
    scratch: Scratch,
    gradient: Floats,
    hessian: Floats,
) -> float:
    """Return `value` and n times -(r + x) log(1 + T / alpha) - s log(1 + T / beta) + log(1 + D).

    Adds its slopes to `gradient`, shape `(4,)`, and its curvatures to the upper triangle of `hessian`,
    `(4, 4)`, both in r, alpha, s and beta.
    """
    purchases, (moments, slope, bend) = r + x, scratch
    log_a, log_b = np.log(1.0 + age / alpha), np.log(1.0 + age / beta)
    per_a, per_b = 1.0 / (alpha + age), 1.0 / (beta + age)
    value -= n * (purchases * log_a + s * log_b)
    gradient[0] -= n * log_a
    gradient[1] += n * purchases * (1.0 / alpha - per_a)
    gradient[2] -= n * log_b
    gradient[3] += n * s * (1.0 / beta - per_b)
    hessian[0, 1] += n * (1.0 / alpha - per_a)
    hessian[1, 1] += n * purchases * (per_a**2 - 1.0 / alpha**2)
    hessian[2, 3] += n * (1.0 / beta - per_b)
    hessian[3, 3] += n * s * (per_b**2 - 1.0 / beta**2)
    if age <= recency:
        return value
    log_odds = _log_odds(purchases, alpha, s, beta, recency, age, moments, slope, bend)
    small = np.exp(-abs(log_odds))
    dead = (1.0 if log_odds > 0.0 else small) / (1.0 + small)
    for j in range(4):
        gradient[j] += n * dead * slope[j]
        for k in range(j, 4):
            hessian[j, k] += n * (dead * bend[j, k] + small / (1.0 + small) ** 2 * slope[j] * slope[k])
    return value + n * (max(log_odds, 0.0) + np.log(1.0 + small))


@kernel
def customer_terms(
    r: float,
    alpha: float,
    s: float,
    beta: float,
    x: int,
    recency: float,
    age: float,
    scratch: Scratch,
    slope: Floats,
    bend: Floats,
) -> float:
    """Return all that one customer adds but log(Gamma(r + x) / Gamma(r)).

    Fills its `slope`, shape `(4,)`, and the upper triangle of its curvature `bend`, `(4, 4)`.
    """
    slope[:], bend[:] = 0.0, 0.0
    value = add_terms_in_time(0.0, 1, r, alpha, s, beta, x, recency, age, scratch, slope, bend)
    slope[1] -= x / alpha
    bend[1, 1] += x / alpha**2
    return value - x * np.log(alpha)


@compiled
def _log_odds(
    purchases: float,
    alpha: float,
    s: float,
    beta: float,
    recency: float,
    age: float,
    moments: Floats,
    slope: Floats,
    bend: Floats,
) -> float:
    """Return log D, and fill its slope, `(4,)`, and the upper triangle of its curvature, `(4, 4)`."""
    log_integral = moments_of_death(purchases, s, alpha, beta, recency, age, moments)
    _, mean_u, mean_w, mean_a, mean_b = moments[:5]
    uu, uw, ua, ub, ww, wa, wb, aa, ab, bb = moments[5:]
    silence = age - recency
    fall_a, fall_b = np.log1p(silence / (alpha + recency)), np.log1p(silence / (beta + recency))
    first_a, first_b = 1.0 / (alpha + recency), 1.0 / (beta + recency)
    last_a, last_b = 1.0 / (alpha + age), 1.0 / (beta + age)
    slope[0] = fall_a - mean_u
    slope[1] = purchases * (last_a - first_a - mean_a)
    slope[2] = 1.0 / s + fall_b - mean_w
    slope[3] = s * last_b - (s + 1.0) * (first_b + mean_b)
    square_a = first_a**2 + 2.0 * first_a * mean_a + aa
    square_b = first_b**2 + 2.0 * first_b * mean_b + bb
    bend[0, 0] = uu - mean_u**2
    bend[0, 1] = last_a - first_a - mean_a + purchases * (ua - mean_u * mean_a)
    bend[0, 2] = uw - mean_u * mean_w
    bend[0, 3] = (s + 1.0) * (ub - mean_u * mean_b)
    bend[1, 1] = purchases * (square_a - last_a**2 + purchases * (aa - mean_a**2))
    bend[1, 2] = purchases * (wa - mean_w * mean_a)
    bend[1, 3] = purchases * (s + 1.0) * (ab - mean_a * mean_b)
    bend[2, 2] = ww - mean_w**2 - 1.0 / s**2
    bend[2, 3] = last_b - first_b - mean_b + (s + 1.0) * (wb - mean_w * mean_b)
    bend[3, 3] = (s + 1.0) * (square_b + (s + 1.0) * (bb - mean_b**2)) - s * last_b**2
    return np.log(s * first_b) + purchases * fall_a + s * fall_b + log_integral
