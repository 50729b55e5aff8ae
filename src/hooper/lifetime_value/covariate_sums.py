"""From one customer's slopes to those of all: the chain rule where covariates move parameters.

The logarithm of parameter k of a customer is the sum of `weights[c] * features[c]` over the c with
`owner[c] = k`. The first weights are the logarithms of the parameters of a customer whose covariates are
zero, with feature 1; the others are coefficients, whose features are covariates, with their sign.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import kernel
from hooper.lifetime_value.special_functions import log_rising_factorial_sums

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Sums = tuple[float, Floats, Floats]

LARGEST_LOG = 250.0  # of a customer's parameter, either way: its square is still a float64


@kernel
def set_parameters(weights: Floats, owner: Integers, features: Floats, parameters: Floats) -> None:
    """Fill `parameters`, shape `(n_parameters,)`, with those of a customer with these `features`."""
    parameters[:] = 0.0
    for c in range(owner.size):
        parameters[owner[c]] += weights[c] * features[c]
    for k in range(parameters.size):
        parameters[k] = np.exp(min(max(parameters[k], -LARGEST_LOG), LARGEST_LOG))


@kernel
def add_customers(
    n: int,
    parameters: Floats,
    slope: Floats,
    bend: Floats,
    owner: Integers,
    features: Floats,
    gradient: Floats,
    hessian: Floats,
) -> None:
    """Add what n equal customers bring to `gradient` and the upper triangle of `hessian`, in the weights.

    `slope`, shape `(n_parameters,)`, and the upper triangle of `bend` are in a customer's own parameters;
    they are turned into those in logarithms.
    """
    for j in range(parameters.size):
        slope[j] *= parameters[j]
        for k in range(j, parameters.size):
            bend[j, k] *= parameters[j] * parameters[k]
            bend[k, j] = bend[j, k]
        bend[j, j] += slope[j]
    for c in range(owner.size):
        here = n * features[c]
        gradient[c] += here * slope[owner[c]]
        for d in range(c, owner.size):
            hessian[c, d] += here * features[d] * bend[owner[c], owner[d]]


def logs_of_positive(parameters: Floats, n_positive: int) -> Floats:
    """Return the weights: logarithms of the first `n_positive` parameters, the others as they are."""
    return np.concatenate((np.log(parameters[:n_positive]), parameters[n_positive:]))


def with_common_shape(
    sums: Sums, parameters: Floats, n_positive: int, frequency: Integers, counts: Integers
) -> Sums:
    """Return sums over customers in the weights as those in the parameters, with what r brings alone.

    The first of the `parameters` is r, the shape of the purchase rates, which all customers share:
    log(Gamma(r + x) / Gamma(r)) is added, where x is the `frequency`, shape `(n_rows,)`.
    """
    value, gradient, hessian = in_parameters(sums, parameters, n_positive)
    by_frequency = np.bincount(frequency, weights=counts).astype(np.float64)
    value_r, slope_r, bend_r = log_rising_factorial_sums(parameters[0], by_frequency)
    gradient[0] += slope_r
    hessian[0, 0] += bend_r
    return value + value_r, gradient, hessian


def in_parameters(sums: Sums, parameters: Floats, n_positive: int) -> Sums:
    """Return value, slope, `(q,)`, and curvature, `(q, q)`, in the weights as those in the parameters.

    >>> sums = 3.0, np.array([3.0]), np.array([[3.0]])
    >>> _, slope, bend = in_parameters(sums, np.array([2.0]), 1)  # of 1.5 x at x = 2
    >>> slope.tolist(), bend.tolist()
    ([1.5], [[0.0]])
    """
    value, gradient, hessian = sums
    is_log = np.arange(parameters.size) < n_positive
    per_weight = 1.0 / np.where(is_log, parameters, 1.0)
    bend = hessian - np.diag(np.where(is_log, gradient, 0.0))
    return value, gradient * per_weight, bend * np.outer(per_weight, per_weight)
