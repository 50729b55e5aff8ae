"""What customers of the BG/NBD or MBG/NBD add to the log-likelihood, one by one, with slopes and curvatures.

The model is that of `beta_geometric`. What hangs on the number of purchases alone need not be added here
by customers who share all parameters: it is the same for all with that number.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import kernel
from hooper.lifetime_value.chance_to_stay import add_chance_to_stay

Floats = NDArray[np.float64]


@kernel
def add_terms_in_time(
    value: float,
    n: int,
    r: float,
    alpha: float,
    a: float,
    b: float,
    x: int,
    recency: float,
    age: float,
    first_exit: int,
    gradient: Floats,
    hessian: Floats,
) -> float:
    """Return `value` and n times -(r + x) log(1 + T / alpha) + log(1 + D); add its slopes and curvatures.

    `gradient`, shape `(4,)`, and the upper triangle of `hessian`, `(4, 4)`, are in r, alpha, a and b.
    """
    log_age, per_age = np.log(1.0 + age / alpha), 1.0 / (alpha + age)
    value -= n * (r + x) * log_age
    gradient[0] -= n * log_age
    gradient[1] += n * (r + x) * (1.0 / alpha - per_age)
    hessian[0, 1] += n * (1.0 / alpha - per_age)
    hessian[1, 1] += n * (r + x) * (per_age**2 - 1.0 / alpha**2)
    if x < first_exit:
        return value
    per_recency, per_chance = 1.0 / (alpha + recency), 1.0 / (b + (x - first_exit))
    rise = log_age - np.log(1.0 + recency / alpha)
    slope = (rise, (r + x) * (per_age - per_recency), 1.0 / a, -per_chance)
    log_odds = np.log(a * per_chance) + (r + x) * rise
    small = np.exp(-abs(log_odds))
    dropped = (1.0 if log_odds > 0.0 else small) / (1.0 + small)
    for j in range(4):
        gradient[j] += n * dropped * slope[j]
        for k in range(j, 4):
            hessian[j, k] += n * small / (1.0 + small) ** 2 * slope[j] * slope[k]
    hessian[0, 1] += n * dropped * (per_age - per_recency)
    hessian[1, 1] += n * dropped * (r + x) * (per_recency**2 - per_age**2)
    hessian[2, 2] -= n * dropped / a**2
    hessian[3, 3] += n * dropped * per_chance**2
    return value + n * (max(log_odds, 0.0) + np.log(1.0 + small))


@kernel
def customer_terms(
    r: float,
    alpha: float,
    a: float,
    b: float,
    x: int,
    recency: float,
    age: float,
    first_exit: int,
    slope: Floats,
    bend: Floats,
) -> float:
    """Return all that one customer adds but log(Gamma(r + x) / Gamma(r)).

    Fills its `slope`, shape `(4,)`, and the upper triangle of its curvature `bend`, `(4, 4)`.
    """
    slope[:], bend[:] = 0.0, 0.0
    value = add_terms_in_time(0.0, 1, r, alpha, a, b, x, recency, age, first_exit, slope, bend)
    slope[1] -= x / alpha
    bend[1, 1] += x / alpha**2
    return value - x * np.log(alpha) + add_chance_to_stay(a, b, x + 1 - first_exit, slope, bend)
