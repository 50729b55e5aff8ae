"""Exact draws: a uniform, sent through the inverse of a distribution function, has that distribution.

Parameters are numbers for all draws or, of shape `(n,)`, one for each. Zero rates and certain outcomes are
limits that the distributions of traits come close to in floating point; they give infinite waits and first
trials, as they should, without a warning.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, gammaincinv

Floats = NDArray[np.float64]


def gamma(shape: Floats | float, rate: Floats | float, uniform: Floats) -> Floats:
    """Return draws from Gamma(shape, rate), of mean shape / rate.

    >>> gamma(1.0, 2.0, np.array([0.5])).round(6).tolist()
    [0.346574]
    """
    return gammaincinv(shape, uniform) / rate


def beta(a: Floats | float, b: Floats | float, uniform: Floats) -> Floats:
    """Return draws from Beta(a, b), of mean a / (a + b).

    >>> beta(1.0, 1.0, np.array([0.25])).tolist()
    [0.25]
    """
    return betaincinv(a, b, uniform)


def exponential(rate: Floats | float, uniform: Floats) -> Floats:
    """Return draws from the exponential distribution of mean 1 / rate; a rate of zero waits for ever.

    >>> exponential(np.array([2.0, 0.0]), np.array([0.5, 0.5])).round(6).tolist()
    [0.346574, inf]
    """
    with np.errstate(divide="ignore", over="ignore"):
        return -np.log(uniform) / rate


def trials(probability: Floats, uniform: Floats) -> Floats:
    """Return how many independent trials it takes until the first success, as floats from 1 to infinity.

    >>> trials(np.array([1.0, 0.5, 0.5, 0.0]), np.array([0.6, 0.6, 0.2, 0.9])).tolist()
    [1.0, 1.0, 3.0, inf]
    """
    with np.errstate(divide="ignore", over="ignore"):
        return np.maximum(np.ceil(np.log(uniform) / np.log1p(-probability)), 1.0)


def weibull_trials(probability: Floats, exponent: float, uniform: Floats) -> Floats:
    """Return draws of the discrete Weibull distribution: more than t with `(1 - probability)^(t^exponent)`.

    An exponent of 1 makes them `trials`.

    >>> weibull_trials(np.array([0.5, 0.5, 0.0]), 2.0, np.array([0.6, 0.01, 0.9])).tolist()
    [1.0, 3.0, inf]
    """
    with np.errstate(divide="ignore", over="ignore"):
        power = np.log(uniform) / np.log1p(-probability)
        return np.maximum(np.ceil(power ** (1.0 / exponent)), 1.0)
