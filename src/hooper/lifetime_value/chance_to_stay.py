"""The chance to stay through a number of chances to leave, of a customer with shapes of dropout of its own.

Who leaves at each with probability p ~ Beta(a, b) is still there after n of them with probability

    B(a, b + n) / B(a, b) = product over j < n of (b + j) / (a + b + j).

The first factors are multiplied; from the 17th on an expansion takes over (`beta_ratio`, which has its
sources), in which nothing large cancels, so that a customer with 10,000 purchases costs no more.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import kernel

Floats = NDArray[np.float64]

_MULTIPLIED = 16


@kernel
def add_chance_to_stay(a: float, b: float, chances: int, slope: Floats, bend: Floats) -> float:
    """Return the logarithm of the chance, and add what it brings to slope and curvature.

    `slope`, shape `(4,)`, and the upper triangle of `bend`, `(4, 4)`, have a and b in the places 2 and 3.
    """
    value, per_all, per_stay, square_all, square_stay = 0.0, 0.0, 0.0, 0.0, 0.0
    for j in range(min(chances, _MULTIPLIED)):
        stay, whole = 1.0 / (b + j), 1.0 / (a + b + j)
        value -= np.log1p(a * stay)
        per_stay += stay
        per_all += whole
        square_stay += stay**2
        square_all += whole**2
    if chances > _MULTIPLIED:
        far, step = b + _MULTIPLIED, float(chances - _MULTIPLIED)
        value -= _rest_of_log_ratio(a, far, step)
        per_stay += _rest_of_inverses(far, step)
        per_all += _rest_of_inverses(a + far, step)
        square_stay += _rest_of_squares(far, step)
        square_all += _rest_of_squares(a + far, step)
    slope[2] -= per_all
    slope[3] += per_stay - per_all
    bend[2, 2] += square_all
    bend[2, 3] += square_all
    bend[3, 3] += square_all - square_stay
    return value


@kernel
def _rest_of_log_ratio(a: float, far: float, step: float) -> float:
    """Return the sum of log(1 + a / (far + j)) over j < step."""
    rest = (
        (0.5 - far) * np.log1p(a / far * (step / (far + a + step)))
        + a * np.log1p(step / (far + a))
        + step * np.log1p(a / (far + step))
    )
    for power, weight in ((1, 1 / 12), (3, -1 / 360), (5, 1 / 1260)):
        rest += weight * (_power_fall(far, a, power) - _power_fall(far + step, a, power))
    return rest


@kernel
def _rest_of_inverses(far: float, step: float) -> float:
    """Return the sum of 1 / (far + j) over j < step."""
    rest = np.log1p(step / far)
    for power, weight in ((1, 1 / 2), (2, 1 / 12), (4, -1 / 120), (6, 1 / 252)):
        rest += weight * _power_fall(far, step, power)
    return rest


@kernel
def _rest_of_squares(far: float, step: float) -> float:
    """Return the sum of 1 / (far + j)^2 over j < step."""
    rest = 0.0
    for power, weight in ((1, 1.0), (2, 1 / 2), (3, 1 / 6), (5, -1 / 30), (7, 1 / 42)):
        rest += weight * _power_fall(far, step, power)
    return rest


@kernel
def _power_fall(x: float, step: float, power: int) -> float:
    """Return `x^-power - (x + step)^-power`."""
    return -np.expm1(-power * np.log1p(step / x)) * x ** (-power)
