"""A lognormal factor with mean 1, from a standard normal: how much more or less than others somebody is."""

from hooper.foundation.jit import kernel
from hooper.foundation.kernel_numerics import HALF, exp32


@kernel
def lognormal_with_mean_one(log_sd, normal):
    """Return `e^(sd z - sd^2 / 2)`, which is 1 on average for every deviation of the logarithm."""
    return exp32(log_sd * normal - HALF * log_sd * log_sd)
