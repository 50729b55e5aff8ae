"""Gamma variates from given normals and uniforms (Marsaglia and Tsang 2000), without a loop.

Two tries are enough: at shape 1 the first is accepted in more than 95 % of cases, so that fewer than 1 in
500 customers keeps an unaccepted second proposal, whose law differs from the gamma by little.
"""

import numpy as np

from hooper.foundation.jit import kernel
from hooper.foundation.kernel_numerics import HALF, ONE, exp32, log32

_THIRD = np.float32(1.0 / 3.0)
_NINTH = np.float32(1.0 / 9.0)
_LEAST = np.float32(1e-6)
_LEAST_LOG = np.float32(-80.0)


@kernel
def proposal(shape, normal):
    """Return the proposal (1 + c x)^3 for a gamma of `shape` >= 1, from one normal."""
    c = np.sqrt(_NINTH / (shape - _THIRD))
    root = ONE + c * normal
    root = root if root > _LEAST else _LEAST
    return root * root * root


@kernel
def accepted(shape, normal, v, uniform):
    """Return whether a proposal v made from `normal` is accepted."""
    d = shape - _THIRD
    return log32(uniform) < HALF * normal * normal + d - d * v + d * log32(v)


@kernel
def gamma(shape, normal, uniform, normal_again, uniform_again):
    """Return a gamma variate of `shape` >= 1 and scale 1."""
    first = proposal(shape, normal)
    second = proposal(shape, normal_again)
    v = first if accepted(shape, normal, first, uniform) else second
    return (shape - _THIRD) * v


@kernel
def boosted_gamma(shape, normal, uniform, normal_again, uniform_again, boost):
    """Return a gamma variate of any shape > 0 and scale 1: gamma(shape + 1) * boost^(1 / shape)."""
    power = log32(boost) / shape
    power = power if power > _LEAST_LOG else _LEAST_LOG
    return gamma(shape + ONE, normal, uniform, normal_again, uniform_again) * exp32(power)
