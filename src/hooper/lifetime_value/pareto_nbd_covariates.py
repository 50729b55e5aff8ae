"""Pareto/NBD whose customers differ by their covariates, too.

Each customer has an alpha and beta of its own (`covariate_effects`); r and s are common. The likelihood of
one customer is that of `pareto_nbd`.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.lifetime_value.covariate_sums import (
    add_customers,
    logs_of_positive,
    set_parameters,
    with_common_shape,
)
from hooper.lifetime_value.pareto_nbd_customer import customer_terms, scratch_of_one_customer

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_N_PARAMETERS = 4


def log_likelihood(
    parameters: Floats,
    frequency: Integers,
    recency: Floats,
    age: Floats,
    features: Floats,
    counts: Integers,
    owner: Integers,
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient, `(q,)`, and the upper triangle of its Hessian, `(q, q)`.

    The q parameters are r, alpha, s, beta and the coefficients. The columns have `n_rows` entries; `counts`
    says how many customers have each row. `features`, shape `(n_rows, q)`, and `owner`, `(q,)`, are those
    of `covariate_sums`.
    """
    weights = logs_of_positive(parameters, _N_PARAMETERS)
    sums = _in_weights(weights, owner, frequency, recency, age, features, counts)
    return with_common_shape(sums, parameters, _N_PARAMETERS, frequency, counts)


@compiled
def _in_weights(
    weights: Floats,
    owner: Integers,
    frequency: Integers,
    recency: Floats,
    age: Floats,
    features: Floats,
    counts: Integers,
) -> tuple[float, Floats, Floats]:
    """Sum what the customers add but log(Gamma(r + x) / Gamma(r)), with slopes and curvatures."""
    value, gradient, hessian = 0.0, np.zeros(owner.size), np.zeros((owner.size, owner.size))
    own, slope, bend, scratch = np.empty(4), np.empty(4), np.empty((4, 4)), scratch_of_one_customer()
    for i in range(frequency.size):
        set_parameters(weights, owner, features[i], own)
        r, alpha, s, beta = own
        customer = (frequency[i], recency[i], age[i], scratch)
        value += counts[i] * customer_terms(r, alpha, s, beta, *customer, slope, bend)
        add_customers(counts[i], own, slope, bend, owner, features[i], gradient, hessian)
    return value, gradient, hessian
