"""The chance that something that happens at a rate happens within a time."""

import math

import numpy as np


def chance_over(rate: float, time: float) -> float:
    """Return the chance that what happens at a rate happens within a time, `1 - e^(-rate time)`.

    In the precision of the laws: the same on every machine.

    >>> chance_over(0.5, 2.0) == float(np.float32(0.6321205588))
    True
    """
    return float(np.float32(-math.expm1(-rate * time)))
