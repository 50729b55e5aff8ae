"""BG/NBD and MBG/NBD whose customers differ by their covariates, too.

Each customer has an alpha, a and b of its own (`covariate_effects`); r is common. The likelihood of one
customer is that of `beta_geometric`.
"""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.history.customer_covariates import CustomerCovariates
from hooper.history.customer_summary import CustomerSummary
from hooper.lifetime_value.beta_geometric import PARAMETERS, STARTS
from hooper.lifetime_value.beta_geometric_customer import customer_terms
from hooper.lifetime_value.covariate_fit import covariate_design, fit_design, tied_with_covariates
from hooper.lifetime_value.covariate_sums import (
    add_customers,
    logs_of_positive,
    set_parameters,
    with_common_shape,
)
from hooper.lifetime_value.fit import Fit, no_fit

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def log_likelihood(
    parameters: Floats,
    frequency: Integers,
    recency: Floats,
    age: Floats,
    features: Floats,
    counts: Integers,
    owner: Integers,
    first_exit: int,
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient, `(q,)`, and the upper triangle of its Hessian, `(q, q)`.

    The q parameters are r, alpha, a, b and the coefficients. The columns have `n_rows` entries; `counts`
    says how many customers have each row. `features`, shape `(n_rows, q)`, and `owner`, `(q,)`, are those
    of `covariate_sums`.
    """
    weights = logs_of_positive(parameters, len(PARAMETERS))
    sums = _in_weights(weights, owner, frequency, recency, age, features, counts, first_exit)
    return with_common_shape(sums, parameters, len(PARAMETERS), frequency, counts)


@compiled
def _in_weights(
    weights: Floats,
    owner: Integers,
    frequency: Integers,
    recency: Floats,
    age: Floats,
    features: Floats,
    counts: Integers,
    first_exit: int,
) -> tuple[float, Floats, Floats]:
    """Sum what the customers add but log(Gamma(r + x) / Gamma(r)), with slopes and curvatures."""
    value, gradient, hessian = 0.0, np.zeros(owner.size), np.zeros((owner.size, owner.size))
    own, slope, bend = np.empty(4), np.empty(4), np.empty((4, 4))
    for i in range(frequency.size):
        set_parameters(weights, owner, features[i], own)
        r, alpha, a, b = own
        customer = (frequency[i], recency[i], age[i], first_exit)
        value += counts[i] * customer_terms(r, alpha, a, b, *customer, slope, bend)
        add_customers(counts[i], own, slope, bend, owner, features[i], gradient, hessian)
    return value, gradient, hessian


def fit(
    name: str,
    summary: CustomerSummary,
    covariates: CustomerCovariates,
    chosen: Mapping[str, Sequence[str]],
    first_exit: int,
) -> Fit:
    """Fit the parameters of the model `name` and the coefficients of the columns `chosen` for each role."""
    design = covariate_design(name, PARAMETERS, covariates, summary.n_customers, chosen)
    if not (summary.age > 0.0).any():
        reason = "nobody was seen for any time after a first purchase"
        return no_fit(name, design.names, reason, summary.n_customers)
    rows = tied_with_covariates((summary.frequency, summary.recency, summary.age), design)
    surface = partial(log_likelihood, first_exit=first_exit)
    scale = np.array([1.0, summary.age.mean(), 1.0, 1.0])
    return fit_design(name, design, surface, rows, STARTS, scale, summary.n_customers)
