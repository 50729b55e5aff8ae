"""Shifted-beta-geometric whose cohorts differ by their covariates, too.

Each cohort has an alpha and beta of its own (`covariate_effects`). The likelihood is that of
`shifted_beta_geometric`: at renewal t a cohort's customers leave with probability alpha / (alpha + beta +
t - 1), each renewal for itself.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.history.survivors import Survivors
from hooper.lifetime_value.covariate_sums import (
    add_customers,
    in_parameters,
    logs_of_positive,
    set_parameters,
)
from hooper.lifetime_value.ties import TiedRows

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_N_PARAMETERS = 2


def cohort_renewals(survivors: Survivors, values: Floats) -> TiedRows:
    """Return a row for each renewal of each cohort, with its covariates, `values` of shape `(n_cohorts, m)`.

    The columns are how many renewals came before, how many customers renewed and how many left, and the
    covariates, shape `(n_rows, m)`. The counts are the customers who began, in the first row of a cohort.
    The order of the cohorts does not matter.

    >>> rows = cohort_renewals(Survivors(("all",), (np.array([10, 7, 6]),)), np.array([[0.5]]))
    >>> [column.tolist() for column in rows.columns], rows.counts.tolist()
    ([[0, 1], [7, 6], [3, 1], [[0.5], [0.5]]], [10, 0])
    """
    cohort = np.repeat(np.arange(len(survivors.customers)), [each.size - 1 for each in survivors.customers])
    before = np.concatenate([np.arange(each.size - 1) for each in survivors.customers])
    there = np.concatenate([each[:-1] for each in survivors.customers])
    renewed = np.concatenate([each[1:] for each in survivors.customers])
    began = np.where(before == 0, there, 0)
    order = np.lexsort((renewed, there, before, *values[cohort].T))
    columns = (before, renewed, there - renewed, values[cohort])
    return TiedRows(tuple(column[order] for column in columns), began[order])


def log_likelihood(
    parameters: Floats,
    before: Integers,
    renewed: Integers,
    left: Integers,
    features: Floats,
    began: Integers,
    owner: Integers,
) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient, `(q,)`, and the upper triangle of its Hessian, `(q, q)`.

    The q parameters are alpha, beta and the coefficients; the columns are those of `cohort_renewals`, with
    features in the place of covariates. `features`, shape `(n_rows, q)`, and `owner`, `(q,)`, are those of
    `covariate_sums`. It does not hang on `began`.
    """
    weights = logs_of_positive(parameters, _N_PARAMETERS)
    sums = _in_weights(weights, owner, before, renewed, left, features)
    return in_parameters(sums, parameters, _N_PARAMETERS)


@compiled
def _in_weights(
    weights: Floats, owner: Integers, before: Integers, renewed: Integers, left: Integers, features: Floats
) -> tuple[float, Floats, Floats]:
    value, gradient, hessian = 0.0, np.zeros(owner.size), np.zeros((owner.size, owner.size))
    own, slope, bend = np.empty(2), np.empty(2), np.empty((2, 2))
    for i in range(before.size):
        set_parameters(weights, owner, features[i], own)
        alpha, beta = own
        rest = beta + before[i]
        both = alpha + rest
        value -= renewed[i] * np.log1p(alpha / rest) + left[i] * np.log1p(rest / alpha)
        slope[0] = (left[i] * rest / alpha - renewed[i]) / both
        slope[1] = (renewed[i] * alpha / rest - left[i]) / both
        shared = (renewed[i] + left[i]) / both**2
        bend[0, 0] = shared - left[i] / alpha**2
        bend[0, 1] = shared
        bend[1, 1] = shared - renewed[i] / rest**2
        add_customers(1, own, slope, bend, owner, features[i], gradient, hessian)
    return value, gradient, hessian
