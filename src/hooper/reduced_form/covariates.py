"""Covariates move a parameter of each customer: the generators take what comes out as arrays.

Source: Fader and Hardie (2007), brucehardie.com/notes/019, where a covariate z multiplies a parameter by
exp(coefficient * z) or divides it.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def moved_by_covariates(parameter: float, covariates: Floats, coefficients: ArrayLike) -> Floats:
    """Return the parameter of each customer, shape `(n,)`; `parameter` is that where all covariates are 0.

    `covariates` has shape `(n, n_covariates)`, `coefficients` `(n_covariates,)`: the change of the
    logarithm a unit. Who buys more often has a smaller scale alpha.

    >>> is_on_the_web = np.array([[0.0], [1.0]])
    >>> alpha = moved_by_covariates(6.0, is_on_the_web, [-0.7])
    >>> alpha.round(2).tolist()
    [6.0, 2.98]
    >>> from hooper.reduced_form.bg_nbd import BgNbdCustomers, generate
    >>> customers = BgNbdCustomers(r=0.5, alpha=alpha, a=0.8, b=2.4)
    >>> generate(customers, np.zeros(2), end_days=273.0, key=(1, 0)).traits.rate_per_week.shape
    (2,)
    """
    return parameter * np.exp(covariates @ np.asarray(coefficients, dtype=np.float64))
