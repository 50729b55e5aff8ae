"""Ratios of gamma and beta functions in logs, to full precision for arguments of any size.

The models of contracts are ratios of beta functions. A difference of log-gammas cancels where tenure or
the parameters are large. Here a ratio is a sum of positive terms, and from the 17th on an expansion in
which nothing large is left to cancel. All are good to 1e-12 of themselves, for arguments up to 1e130.

Source: Euler's product and the expansions of the log-gamma, digamma and trigamma functions, NIST Digital
Library of Mathematical Functions, 5.8.2, 5.11.1, 5.11.2 and 5.15.8. Arrays have shape `(n,)`.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_SUMMED = np.arange(16.0)


def log_beta_fall(a: float, x: Floats, step: Floats) -> Floats:
    """Return `log(B(a, x) / B(a, x + step))`, never negative.

    As a series it is the sum over k from 0 on of log(1 + a step / ((x + k) (x + a + step + k))).

    >>> fall = log_beta_fall(1.0, np.array([1.0, 1e6]), np.array([1.0, 1.0]))
    >>> bool(np.allclose(fall, [np.log(2.0), 1e-6 - 5e-13], rtol=1e-12))
    True
    """
    near, step_once = x[:, np.newaxis] + _SUMMED, step[:, np.newaxis]
    first = np.log1p(a / near * (step_once / (near + a + step_once))).sum(axis=1)
    far = x + _SUMMED.size
    rest = (
        (0.5 - far) * np.log1p(a / far * (step / (far + a + step)))
        + a * np.log1p(step / (far + a))
        + step * np.log1p(a / (far + step))
    )
    for power, weight in ((1, 1 / 12), (3, -1 / 360), (5, 1 / 1260)):
        rest += weight * (_power_fall(far, a, power) - _power_fall(far + step, a, power))
    return first + rest


def digamma_rise(x: Floats, step: Floats) -> Floats:
    """Return `psi(x + step) - psi(x)`, never negative.

    >>> digamma_rise(np.array([0.5, 1e9]), np.ones(2)).round(12).tolist()
    [2.0, 1e-09]
    """
    near, far = x[:, np.newaxis] + _SUMMED, x + _SUMMED.size
    rise = (step[:, np.newaxis] / near / (near + step[:, np.newaxis])).sum(axis=1) + np.log1p(step / far)
    for power, weight in ((1, 1 / 2), (2, 1 / 12), (4, -1 / 120), (6, 1 / 252)):
        rise += weight * _power_fall(far, step, power)
    return rise


def trigamma_fall(x: Floats, step: Floats) -> Floats:
    """Return `psi'(x) - psi'(x + step)`, never negative.

    >>> trigamma_fall(np.array([0.5, 1e3]), np.ones(2)).round(12).tolist()
    [4.0, 1e-06]
    """
    far = x + _SUMMED.size
    fall = _power_fall(x[:, np.newaxis] + _SUMMED, step[:, np.newaxis], 2).sum(axis=1)
    for power, weight in ((1, 1.0), (2, 1 / 2), (3, 1 / 6), (5, -1 / 30), (7, 1 / 42)):
        fall += weight * _power_fall(far, step, power)
    return fall


def _power_fall(x: Floats, step: Floats | float, power: int) -> Floats:
    """Return `x^-power - (x + step)^-power`."""
    return -np.expm1(-power * np.log1p(step / x)) * x**-power
